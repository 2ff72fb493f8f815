// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.closure;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds what a module needs in order to run in another process: its own bundles, those they are wired to, and the same of the
 * modules it requires, as long as these don't run elsewhere themselves. Optional needs don't count: nobody waits for them.
 *
 * <p>What belongs to the installation stays out, since the child has it anyway. Used on threads of the host of processes.
 */
public final class Closure {
    /** What the framework knows. */
    public interface Framework {
        /**
         * Finds services that belong to a module.
         *
         * @param module its name
         * @return the module itself and its capabilities
         */
        Collection<ServiceReference<?>> servicesOf(String module);
    }

    /**
     * What goes along.
     *
     * @param bundles in no particular order
     * @param modules the names of the modules that run together
     * @param elsewhere the names of those they need that run elsewhere
     */
    public record Company(Set<Bundle> bundles, Set<String> modules, Set<String> elsewhere) {}

    private static final String REQUIRES = "modkit.requires";
    private static final String CORE = "org.modkit.api.ModkitModule";

    private final Framework framework;
    private final Predicate<Bundle> isInstallations;

    /**
     * Takes where to look.
     *
     * @param framework knows services
     * @param isInstallations whether every process has a bundle anyway
     */
    public Closure(Framework framework, Predicate<Bundle> isInstallations) {
        this.framework = framework;
        this.isInstallations = isInstallations;
    }

    /**
     * Finds it.
     *
     * @param module the module's name
     * @param bundle the bundle of its core
     * @param isElsewhere whether a module runs in another process
     * @return what goes along, as the framework is at this moment
     */
    public Company of(String module, Optional<Bundle> bundle, Predicate<String> isElsewhere) {
        var modules = new TreeSet<String>();
        var elsewhere = new TreeSet<String>();
        var bundles = new LinkedHashSet<Bundle>();
        var todo = new ArrayDeque<>(List.of(module));
        bundle.ifPresent(bundles::add);
        while (!todo.isEmpty()) {
            String name = todo.poll();
            if (!name.equals(module) && isElsewhere.test(name)) {
                elsewhere.add(name);
            } else if (modules.add(name)) {
                for (ServiceReference<?> service : framework.servicesOf(name)) {
                    Optional.ofNullable(service.getBundle()).ifPresent(bundles::add);
                    todo.addAll(needs(service));
                }
            }
        }
        return new Company(wiredTo(bundles), modules, elsewhere);
    }

    private static List<String> needs(ServiceReference<?> service) {
        boolean isCore =
                List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(CORE);
        Object said = isCore ? service.getProperty(REQUIRES) : null;
        List<?> needs = said instanceof Object[] many
                ? List.of(many)
                : said instanceof Collection<?> several
                        ? List.copyOf(several)
                        : said == null ? List.of() : List.of(said);
        return needs.stream()
                .map(need -> need.toString().split(";"))
                .filter(parts ->
                        List.of(parts).stream().noneMatch(part -> part.strip().equals("optional")))
                .map(parts -> parts[0].strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Set<Bundle> wiredTo(Set<Bundle> roots) {
        var found = new LinkedHashSet<Bundle>();
        var todo = new ArrayDeque<>(roots);
        while (!todo.isEmpty()) {
            Bundle bundle = todo.poll();
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                    && !isInstallations.test(bundle)
                    && found.add(bundle)) {
                todo.addAll(neighbors(bundle));
            }
        }
        return found;
    }

    private static Set<Bundle> neighbors(Bundle bundle) {
        var neighbors = new LinkedHashSet<Bundle>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                neighbors.add(wire.getProvider().getBundle());
            }
            for (BundleWire wire : wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
                neighbors.add(wire.getRequirer().getBundle());
            }
        }
        return neighbors;
    }
}
