// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Finds what keeps an installed bundle from being active. Safe for use by any thread. */
public final class BundleDiagnosis {
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");
    private static final Pattern FLOOR = Pattern.compile("(?<!\\(!)\\(version>=([^)]*)\\)");
    private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");

    private final FrameworkWiring wiring;

    /**
     * Looks at the bundles of a framework.
     *
     * @param framework initialized, at least
     */
    public BundleDiagnosis(Framework framework) {
        wiring = framework.adapt(FrameworkWiring.class);
    }

    /**
     * Looks at one bundle.
     *
     * @param bundle an installed bundle
     * @param file where it comes from, as its user knows it
     * @return a sentence, or nothing if it is active or not meant to be
     */
    public Optional<String> of(Bundle bundle, Path file) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        String subject = "Bundle '" + bundle.getSymbolicName() + "' from '" + file.getFileName() + "' ";
        if (revision == null || (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return Optional.empty();
        }
        if (bundle.getState() == Bundle.INSTALLED) {
            return Optional.of(subject + unresolved(revision));
        }
        boolean meantToRun = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
        if (bundle.getState() == Bundle.RESOLVED && meantToRun) {
            return Optional.of(subject + "could not be started: its activator threw. log/modkit.log has the stack"
                    + " trace, from org.apache.felix.fileinstall.");
        }
        return Optional.empty();
    }

    private String unresolved(BundleRevision revision) {
        List<Requirement> missing = missing(revision);
        List<String> packages = missing.stream()
                .filter(r -> r.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE))
                .map(BundleDiagnosis::packageOf)
                .sorted()
                .toList();
        if (!packages.isEmpty()) {
            return "can't run: no installed bundle exports " + listed(packages)
                    + ". Deploy what exports " + (packages.size() == 1 ? "it" : "them")
                    + ", or correct its Import-Package header.";
        }
        if (!missing.isEmpty()) {
            return "can't run: nothing provides what it requires, "
                    + missing.stream().map(BundleDiagnosis::capabilityOf).collect(Collectors.joining(", "))
                    + ". Deploy what provides it, or correct its Require-Capability header.";
        }
        return waitsFor(revision)
                .orElse("can't run: what it imports does not fit together. log/modkit.log has the framework's reason,"
                        + " from org.apache.felix.fileinstall.");
    }

    private List<Requirement> missing(BundleRevision revision) {
        var missing = new ArrayList<Requirement>();
        for (Requirement requirement : revision.getRequirements(null)) {
            if (isMandatory(requirement) && wiring.findProviders(requirement).isEmpty()) {
                missing.add(requirement);
            }
        }
        return missing;
    }

    /** What it needs is there, but does not run either. */
    private Optional<String> waitsFor(BundleRevision revision) {
        return revision.getRequirements(null).stream()
                .filter(BundleDiagnosis::isMandatory)
                .map(wiring::findProviders)
                .filter(providers -> providers.stream()
                        .allMatch(p -> p.getRevision().getBundle().getState() == Bundle.INSTALLED))
                .flatMap(providers -> providers.stream())
                .map(provider -> provider.getRevision().getBundle())
                .filter(provider -> !provider.equals(revision.getBundle()))
                .findFirst()
                .map(provider -> "waits for bundle '" + provider.getSymbolicName()
                        + "', which can't run either. Mend that one first.");
    }

    private static boolean isMandatory(Requirement requirement) {
        var directives = requirement.getDirectives();
        String effective = directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "resolve");
        return effective.equals(Namespace.EFFECTIVE_RESOLVE)
                && !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static String packageOf(Requirement requirement) {
        String filter = filter(requirement);
        String floor = first(FLOOR, filter).orElse("");
        String range = first(CEILING, filter)
                .map(ceiling -> " [" + floor + "," + ceiling + ")")
                .orElse(" " + floor);
        return "'" + first(PACKAGE, filter).orElse(filter) + (floor.isEmpty() ? "" : range) + "'";
    }

    private static String capabilityOf(Requirement requirement) {
        if (requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return "another Java than this " + Runtime.version().feature() + ": '" + filter(requirement) + "'";
        }
        return "'" + requirement.getNamespace() + "; " + filter(requirement) + "'";
    }

    private static String filter(Requirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
