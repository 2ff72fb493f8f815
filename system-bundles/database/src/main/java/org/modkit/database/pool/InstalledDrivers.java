// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modkit.configuration.database.DatabaseSettings;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers of installed bundles: first those in the service registry, as H2 and PostgreSQL register them, then those
 * that the files of active bundles name, as any driver does for the service loader of the JDK.
 */
public final class InstalledDrivers implements Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledDrivers.class);

    private final BundleContext context;

    /**
     * Creates it.
     *
     * @param context of the bundle of databases
     */
    public InstalledDrivers(BundleContext context) {
        this.context = context;
    }

    @Override
    public Optional<Driver> find(DatabaseSettings settings) {
        String wanted = driverClass(settings);
        return Stream.concat(registered(wanted), named(wanted))
                .filter(driver -> accepts(driver, settings.shown()))
                .findFirst();
    }

    /** Empty if the address alone tells. */
    static String driverClass(DatabaseSettings settings) {
        if (!settings.driver().isEmpty()) {
            return settings.driver();
        }
        return switch (settings.engine()) {
            case H2 -> "org.h2.Driver";
            case POSTGRES -> "org.postgresql.Driver";
            case OTHER -> "";
        };
    }

    /** Asked with an address without secrets: PostgreSQL's driver logs what it does not accept. */
    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    private Stream<Driver> registered(String wanted) {
        try {
            Collection<ServiceReference<DataSourceFactory>> factories =
                    context.getServiceReferences(DataSourceFactory.class, null);
            return factories.stream()
                    .sorted(Comparator.reverseOrder())
                    .filter(factory -> wanted.isEmpty()
                            || wanted.equals(factory.getProperty(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)))
                    .flatMap(factory -> created(factory).stream());
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Optional<Driver> created(ServiceReference<DataSourceFactory> reference) {
        DataSourceFactory factory = context.getService(reference);
        try {
            // Not properties: PostgreSQL's factory refuses any.
            return factory == null ? Optional.empty() : Optional.ofNullable(factory.createDriver(null));
        } catch (SQLException | RuntimeException | LinkageError e) {
            LOG.warn("{} can't create its JDBC driver and is passed over.", reference.getBundle(), e);
            return Optional.empty();
        } finally {
            context.ungetService(reference);
        }
    }

    private Stream<Driver> named(String wanted) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .flatMap(bundle -> classNames(bundle)
                        .filter(name -> wanted.isEmpty() || wanted.equals(name))
                        .flatMap(name -> loaded(bundle, name).stream()));
    }

    private static Stream<String> classNames(Bundle bundle) {
        URL file = bundle.getEntry("META-INF/services/java.sql.Driver");
        if (file == null) {
            return Stream.empty();
        }
        try (var reader = new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.stream();
        } catch (IOException e) {
            LOG.warn("{} names JDBC drivers in a file that can't be read, and is passed over.", bundle, e);
            return Stream.empty();
        }
    }

    private static Optional<Driver> loaded(Bundle bundle, String name) {
        try {
            return Optional.of(bundle.loadClass(name)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.warn("{} names the JDBC driver '{}', which can't be used, and is passed over.", bundle, name, e);
            return Optional.empty();
        }
    }
}
