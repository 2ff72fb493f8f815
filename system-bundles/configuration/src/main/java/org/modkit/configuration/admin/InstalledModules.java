// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Which bundle offers which module, and which packages are in it.
 *
 * <p>Told by the bundle's manifest as soon as it is installed, so that a module's level holds for its first line
 * already; for bundles whose manifest says nothing, by the services they register.
 */
final class InstalledModules implements SynchronousBundleListener, ServiceListener, AutoCloseable {
    private static final String CAPABILITY = "modkit.module";
    private static final List<String> PROPERTIES = List.of("modkit.module", "modkit.name");
    private static final String FILTER = "(|(modkit.module=*)(modkit.name=*))";
    private static final int SETS_OF_NAMES = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;

    private final BundleContext context;

    // Written once, before the first event can come.
    private Runnable changed = () -> {};

    InstalledModules(BundleContext context) {
        this.context = context;
    }

    /** Calls on framework threads, and must therefore be quick. */
    void open(Runnable onChange) {
        changed = onChange;
        context.addBundleListener(this);
        try {
            context.addServiceListener(this, FILTER);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter " + FILTER + " is a constant and sound.", e);
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & SETS_OF_NAMES) != 0) {
            changed.run();
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            changed.run();
        }
    }

    /** Returns the packages of every module's bundle. */
    Map<String, Set<String>> packages() {
        SortedMap<String, Set<String>> packages = new TreeMap<>();
        Map<Bundle, Set<String>> known = new HashMap<>();
        bundles()
                .forEach(
                        (name, bundle) -> packages.put(name, known.computeIfAbsent(bundle, InstalledModules::classes)));
        return packages;
    }

    /** Returns the bundle of every module; of twins the one that was installed first. */
    private SortedMap<String, Bundle> bundles() {
        SortedMap<String, Bundle> bundles = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                revision.getDeclaredCapabilities(CAPABILITY).stream()
                        .map(capability -> capability.getAttributes().get(CAPABILITY))
                        .filter(String.class::isInstance)
                        .forEach(name -> bundles.putIfAbsent((String) name, bundle));
            }
        }
        for (ServiceReference<?> service : services()) {
            Bundle bundle = service.getBundle();
            PROPERTIES.stream()
                    .map(service::getProperty)
                    .filter(name -> name instanceof String && bundle != null)
                    .forEach(name -> bundles.putIfAbsent((String) name, bundle));
        }
        return bundles;
    }

    private List<ServiceReference<?>> services() {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, FILTER);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter " + FILTER + " is a constant and sound.", e);
        }
    }

    /** Not by findEntries, which would resolve the bundle as a side effect. */
    private static Set<String> classes(Bundle bundle) {
        var packages = new TreeSet<String>();
        collect(bundle, "", packages);
        return packages;
    }

    private static void collect(Bundle bundle, String folder, Set<String> packages) {
        Enumeration<String> entries = bundle.getEntryPaths("/" + folder);
        if (entries == null) {
            return;
        }
        for (String entry : Collections.list(entries)) {
            if (entry.endsWith("/")) {
                collect(bundle, entry, packages);
            } else if (entry.endsWith(".class") && !folder.isEmpty()) {
                packages.add(folder.substring(0, folder.length() - 1).replace('/', '.'));
            }
        }
    }
}
