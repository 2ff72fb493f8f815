// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.nio.file.Path;
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
import org.modkit.configuration.logging.JarModules;
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
    private static final int MAY_BRING_MODULES = BundleEvent.INSTALLED | BundleEvent.UPDATED;

    private final BundleContext context;

    // Written once, before the first event can come.
    private Listener listener;

    // Belongs to the one thread that asks. Grows only: knowing too much harms nobody, and a module's next version is
    // likely to have the same packages, so that nothing changes.
    private final Map<String, Set<String>> packages;

    /** Begins with what lies in a folder that will be deployed. */
    InstalledModules(BundleContext context, Path deploy) {
        this.context = context;
        this.packages = new TreeMap<>(JarModules.in(deploy));
    }

    /** Hears of changes, on threads of the framework. */
    interface Listener {
        /** Hears that a bundle with modules lies ready; it is started no sooner than this returns. */
        void installed(List<String> modules);

        /** Hears that a service says that it is a module. */
        void registered();
    }

    void open(Listener first) {
        listener = first;
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
        List<String> names = (event.getType() & MAY_BRING_MODULES) == 0 ? List.of() : namesIn(event.getBundle());
        if (!names.isEmpty()) {
            listener.installed(names);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            listener.registered();
        }
    }

    /** Returns the packages of every module's bundle. */
    Map<String, Set<String>> packages() {
        Map<Bundle, Set<String>> seen = new HashMap<>();
        bundles()
                .forEach((name, bundle) -> packages.put(name, seen.computeIfAbsent(bundle, InstalledModules::classes)));
        return packages;
    }

    /** Returns the bundle of every module; of twins the one that was installed first. */
    private SortedMap<String, Bundle> bundles() {
        SortedMap<String, Bundle> bundles = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            namesIn(bundle).forEach(name -> bundles.putIfAbsent(name, bundle));
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

    /** Returns the modules that a bundle's manifest names. */
    private static List<String> namesIn(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities(CAPABILITY).stream()
                        .map(capability -> capability.getAttributes().get(CAPABILITY))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
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
            if (entry.endsWith("/") && !entry.startsWith("META-INF/")) {
                collect(bundle, entry, packages);
            } else if (entry.endsWith(".class") && !folder.isEmpty()) {
                packages.add(folder.substring(0, folder.length() - 1).replace('/', '.'));
            }
        }
    }
}
