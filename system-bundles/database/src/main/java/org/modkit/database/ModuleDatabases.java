// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;
import org.modkit.api.ModuleDatabaseException;
import org.modkit.api.capability.DatabaseCapability;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.spi.DatabaseHost;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolution;
import org.modkit.configuration.database.Resolver;
import org.modkit.database.KnownModule.Stage;
import org.modkit.database.pool.Connector;
import org.modkit.database.pool.ModulePool;
import org.modkit.database.pool.Pools;
import org.modkit.database.pool.UnopenableException;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the database phase, and opens the pools that modules ask for. */
final class ModuleDatabases implements DatabaseHost {
    /** What the framework says of modules' bundles and of this process. */
    interface Surroundings {
        /** The section of a module, as nested maps. */
        Map<String, Object> module(String name);

        /** A resolver of what is configured now. */
        Resolver resolver();

        /** The bundle of a module's change log. */
        Bundle bundle(Object capability, PhaseGuest guest);

        /** Whether nothing is to be touched, because somebody only wants to know what would be done. */
        boolean isHeld();
    }

    private static final Logger LOG = LoggerFactory.getLogger(ModuleDatabases.class);

    private final Surroundings surroundings;
    private final Migrations migrations;
    private final Connector connector;
    private final Pools pools;
    private final Map<String, KnownModule> known = new ConcurrentSkipListMap<>();
    private final Map<String, MigrationReport> reports = new ConcurrentSkipListMap<>();
    private final Map<PhaseGuest, ModulePool> open = new ConcurrentHashMap<>();
    /** What their modules' pools were resolved to; also of those that are to have none. */
    private final Map<String, Resolution> opened = new ConcurrentHashMap<>();
    /** Databases in memory live as long as a connection, and between a migration and the first pool there is no other. */
    private final Map<PhaseGuest, Connection> keepers = new ConcurrentHashMap<>();

    ModuleDatabases(Surroundings surroundings, Migrations migrations, Connector connector, Pools pools) {
        this.surroundings = surroundings;
        this.migrations = migrations;
        this.connector = connector;
        this.pools = pools;
    }

    @Override
    public void up(PhaseGuest guest) throws InterruptedException {
        String name = guest.context().moduleName();
        long begin = System.nanoTime();
        DatabaseCapability capability = guest.capability(DatabaseCapability.class);
        Bundle bundle = surroundings.bundle(capability, guest);
        String changeLog = Optional.ofNullable(capability.changeLog()).orElse("");
        Resolver resolver = surroundings.resolver();
        Resolution resolution = resolver.resolve(name, surroundings.module(name));
        var module = new KnownModule(name, changeLog, bundle, resolution, Stage.HERE);
        known.put(name, module);
        if (surroundings.isHeld()) {
            return;
        }
        CallOff callOff = CallOff.hearing(guest.context().cancellation());
        try {
            MigrationReport report = migrated(module, resolver, guest);
            reports.put(name, report);
            if (report.outcome() == MigrationReport.Outcome.FAILED) {
                throw failed(module, Stage.FAILED, report.problem(), null);
            }
            tell(report);
        } catch (InterruptedException e) {
            known.put(name, module.at(Stage.FAILED));
            throw e;
        } catch (UnopenableException e) {
            boolean isWithoutDriver = e.hope() == UnopenableException.Hope.DRIVER;
            reports.put(name, failure(module, e.getMessage(), begin));
            throw failed(module, isWithoutDriver ? Stage.WITHOUT_DRIVER : Stage.FAILED, e.getMessage(), e);
        } finally {
            callOff.close();
        }
        guest.trouble("");
    }

    private static void tell(MigrationReport report) {
        int count = report.applied().size();
        if (count > 0) {
            LOG.info(
                    "Module '{}' is migrated: {} applied in {} ms.",
                    report.module(),
                    count == 1 ? "1 change set" : count + " change sets",
                    report.took().toMillis());
        }
    }

    private MigrationReport migrated(KnownModule module, Resolver resolver, PhaseGuest guest)
            throws UnopenableException, InterruptedException {
        Optional<String> obstacle = obstacle(module);
        if (obstacle.isPresent()) {
            return failure(module, obstacle.get(), System.nanoTime());
        }
        DatabaseSettings settings = module.resolution().settings().orElseThrow();
        if (settings.inMemory()) {
            // As the migration would: whoever comes first owns the database.
            keepers.put(guest, connector.open(settings, settings.migration()));
        }
        return migrations.migrate(module, resolver, guest::trouble);
    }

    private static Optional<String> obstacle(KnownModule module) {
        Resolution resolution = module.resolution();
        if (resolution.settings().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                resolution.problems().isEmpty()
                        ? unconfigured(module.name())
                        : misconfigured(module.name(), resolution));
    }

    static String unconfigured(String module) {
        return "Module '" + module + "' takes part in the database phase, but no database is configured for it. Add"
                + " 'modules." + module + ".database' or 'database.default'.";
    }

    static String misconfigured(String module, Resolution resolution) {
        return "The database of module '" + module + "' is configured wrongly: " + resolution.sentences();
    }

    private static MigrationReport failure(KnownModule module, String problem, long begin) {
        return new MigrationReport(
                module.name(),
                module.resolution().settings().map(DatabaseSettings::shown).orElse(""),
                MigrationReport.Outcome.FAILED,
                List.of(),
                0,
                problem,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private ModuleDatabaseException failed(KnownModule module, Stage stage, String problem, Throwable cause) {
        known.put(module.name(), module.at(stage));
        return new ModuleDatabaseException(module.name(), problem, cause);
    }

    @Override
    public void down(PhaseGuest guest) {
        Connection keeper = keepers.remove(guest);
        if (keeper != null) {
            Closing.quietly(keeper);
        }
        // One that has failed stays known: operators want to ask about it.
        known.computeIfPresent(
                guest.context().moduleName(), (name, module) -> module.stage() == Stage.HERE ? null : module);
    }

    @Override
    public Optional<DataSource> open(PhaseGuest guest) {
        String name = guest.context().moduleName();
        Resolution resolution = surroundings.resolver().resolve(name, surroundings.module(name));
        opened.put(name, resolution);
        if (!resolution.problems().isEmpty()) {
            throw new ModuleDatabaseException(name, misconfigured(name, resolution), null);
        }
        return resolution.settings().map(settings -> {
            try {
                Migrations.recover(settings);
                ModulePool pool = pools.open(settings, guest::trouble);
                open.put(guest, pool);
                return pool.dataSource();
            } catch (UnopenableException e) {
                throw new ModuleDatabaseException(name, e.getMessage(), e);
            }
        });
    }

    @Override
    public void close(PhaseGuest guest) {
        opened.remove(guest.context().moduleName());
        ModulePool pool = open.remove(guest);
        if (pool != null) {
            pool.close();
        }
    }

    /** The modules that are in the phase or have failed in it, by name. */
    List<KnownModule> known() {
        known.values().removeIf(module -> module.stage() != Stage.HERE && !module.isThere());
        return List.copyOf(known.values());
    }

    /** What was resolved for modules that have come to the phase, or have asked for a pool. */
    Map<String, Resolution> resolutions() {
        var resolutions = new ConcurrentSkipListMap<String, Resolution>();
        known().forEach(module -> resolutions.put(module.name(), module.resolution()));
        resolutions.putAll(opened);
        return resolutions;
    }

    /** No longer to be asked again because of what its pool was resolved to; the next pool tells anew. */
    void forget(String module) {
        opened.remove(module);
    }

    List<MigrationReport> reports() {
        return List.copyOf(reports.values());
    }
}
