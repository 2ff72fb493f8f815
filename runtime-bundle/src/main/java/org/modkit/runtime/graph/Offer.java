// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Phase;
import org.osgi.framework.Version;

/**
 * One module as one bundle offers it.
 *
 * @param id tells this offer from every other one of the process
 * @param name the module's name
 * @param version the module's version
 * @param needs what it needs, each module once, in the order it was written
 * @param capabilities what it can do
 * @param missing capabilities it declares whose services are not there; the module waits while there are any
 * @param reconfigurable whether its core takes changes of configuration while it runs
 * @param bundle where it comes from
 * @param code the door to its objects
 */
public record Offer(
        long id,
        String name,
        Version version,
        List<Need> needs,
        Set<Capability> capabilities,
        Set<Capability> missing,
        boolean reconfigurable,
        BundleRef bundle,
        ModuleCode code) {
    /** Copies the collections. */
    public Offer {
        needs = List.copyOf(needs);
        capabilities = ordered(capabilities);
        missing = ordered(missing);
    }

    private static Set<Capability> ordered(Set<Capability> set) {
        var copy = EnumSet.noneOf(Capability.class);
        copy.addAll(set);
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Tells whether it is a system module.
     *
     * @return whether it has the system capability
     */
    public boolean system() {
        return capabilities.contains(Capability.SYSTEM);
    }

    /**
     * Tells whether the module takes part in a phase.
     *
     * @param phase the phase
     * @return whether the phase is for every module or for a capability it has
     */
    public boolean takesPartIn(Phase phase) {
        return phase.isFor(capabilities);
    }
}
