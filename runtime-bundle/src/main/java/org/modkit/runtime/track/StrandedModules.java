// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.modkit.api.status.BundleRef;
import org.modkit.runtime.fact.Stranded;
import org.modkit.runtime.plan.Command;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Finds modules whose bundles can't be resolved, which is what "I dropped it and nothing happened" mostly is.
 *
 * <p>Such a bundle registers nothing, but its manifest says that it has a module, and what it imports. Called by the
 * framework on whichever thread changes a bundle; only bundles that are installed and not resolved are looked into.
 */
public final class StrandedModules implements SynchronousBundleListener, AutoCloseable {
    private static final String MODULE = "modkit.module";

    private final Map<Long, List<Stranded>> byBundle = new ConcurrentSkipListMap<>();
    private final BundleContext context;
    private final Consumer<Command> loop;

    /**
     * Creates a watch that sees nothing yet.
     *
     * @param context the runtime's own
     * @param loop told of every module that is found stranded, and tells of those that stay so
     */
    public StrandedModules(BundleContext context, Consumer<Command> loop) {
        this.context = context;
        this.loop = loop;
    }

    /** Begins to watch, with the bundles that are there already. */
    public void open() {
        context.addBundleListener(this);
        lookAtAll();
    }

    /**
     * Returns what is stranded now.
     *
     * @return modules, by bundle
     */
    public List<Stranded> all() {
        return byBundle.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED ->
                lookAtAll();
            case BundleEvent.RESOLVED -> byBundle.remove(event.getBundle().getBundleId());
            default -> {
                // What starts and stops is resolved.
            }
        }
    }

    private void lookAtAll() {
        var installed = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
                .toList();
        byBundle.keySet().retainAll(installed.stream().map(Bundle::getBundleId).toList());
        installed.forEach(this::look);
    }

    private void look(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || revision.getDeclaredCapabilities(MODULE).isEmpty()) {
            return;
        }
        var missing = new ArrayList<String>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && !isProvided(requirement)) {
                missing.add(show(requirement));
            }
        }
        if (missing.isEmpty()) {
            byBundle.remove(bundle.getBundleId());
            return;
        }
        var before = byBundle.getOrDefault(bundle.getBundleId(), List.of());
        var now = revision.getDeclaredCapabilities(MODULE).stream()
                .map(module -> stranded(bundle, module, missing, before))
                .toList();
        byBundle.put(bundle.getBundleId(), now);
        if (!now.equals(before)) {
            now.forEach(module ->
                    loop.accept(new Command.Unresolved(module.sentence(), () -> all().contains(module), false)));
        }
    }

    private static Stranded stranded(
            Bundle bundle, BundleCapability capability, List<String> missing, List<Stranded> before) {
        String name = Objects.toString(capability.getAttributes().get(MODULE), "");
        var ref = new BundleRef(bundle.getSymbolicName(), bundle.getVersion().toString(), bundle.getBundleId());
        Instant since = before.stream()
                .filter(old -> old.module().equals(name))
                .map(Stranded::since)
                .findFirst()
                .orElseGet(Instant::now);
        String sentence = "Module '" + name + "' waits because no installed bundle provides what its bundle " + ref
                + " imports: " + String.join(", ", missing) + ". Deploy the bundle that does, or correct the import.";
        return new Stranded(name, ref, since, sentence);
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        var directives = requirement.getDirectives();
        return !"optional".equals(directives.get("resolution"))
                && "resolve".equals(directives.getOrDefault("effective", "resolve"));
    }

    private boolean isProvided(BundleRequirement requirement) {
        return Stream.of(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream())
                .anyMatch(requirement::matches);
    }

    /** A requirement as its author wrote it, as near as can be. */
    private static String show(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault("filter", "");
        boolean isPackage = requirement.getNamespace().equals("osgi.wiring.package");
        String name = filter.replaceFirst("^.*\\(" + requirement.getNamespace() + "=([^)]*)\\).*$", "$1");
        if (name.equals(filter)) {
            return requirement.getNamespace() + " " + filter;
        }
        String from = filter.replaceFirst("^.*?\\(version>=([^)]*)\\).*$", "$1");
        return (isPackage ? "package '" : requirement.getNamespace() + " '") + name + "'"
                + (from.equals(filter) ? "" : " from version " + from);
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
