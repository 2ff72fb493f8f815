// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.Capability;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.ServiceReference;

/**
 * The services that one bundle registers under one module name, and the offer made of them.
 *
 * @param cores services that are a core, in the order they came; the first one counts
 * @param others services that are capabilities only
 * @param offer what the loop was told
 * @param leaving whether the bundle is stopping, so that no new offer is made
 */
record Candidate(
        List<ServiceReference<?>> cores, List<ServiceReference<?>> others, Optional<Offer> offer, boolean leaving) {
    static final Candidate EMPTY = new Candidate(List.of(), List.of(), Optional.empty(), false);

    Candidate {
        cores = List.copyOf(cores);
        others = List.copyOf(others);
    }

    Candidate with(ServiceReference<?> service) {
        boolean core = isCore(service);
        return new Candidate(
                core ? plus(cores, service) : cores, core ? others : plus(others, service), offer, leaving);
    }

    Candidate without(ServiceReference<?> service) {
        return new Candidate(minus(cores, service), minus(others, service), offer, leaving);
    }

    Candidate offering(Optional<Offer> now) {
        return new Candidate(cores, others, now, leaving);
    }

    Candidate gone() {
        return new Candidate(cores, others, Optional.empty(), true);
    }

    boolean isEmpty() {
        return cores.isEmpty() && others.isEmpty();
    }

    static boolean isCore(ServiceReference<?> service) {
        return Definition.typesOf(service).contains(ModkitModule.class.getName());
    }

    private static List<ServiceReference<?>> plus(List<ServiceReference<?>> list, ServiceReference<?> one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    private static List<ServiceReference<?>> minus(List<ServiceReference<?>> list, ServiceReference<?> one) {
        var shorter = new ArrayList<>(list);
        shorter.remove(one);
        return shorter;
    }

    /** By capability, the service that has it; the core's own before separate ones. */
    Map<Capability, ServiceReference<?>> capabilities() {
        var found = new EnumMap<Capability, ServiceReference<?>>(Capability.class);
        found.putAll(Definition.capabilitiesOf(cores.get(0)));
        others.forEach(service -> Definition.capabilitiesOf(service).forEach(found::putIfAbsent));
        return found;
    }

    /** The services an incarnation takes hold of, the core first. */
    List<ServiceReference<?>> services() {
        var all = new LinkedHashSet<ServiceReference<?>>();
        all.add(cores.get(0));
        all.addAll(capabilities().values());
        return List.copyOf(all);
    }

    EnumSet<Capability> missing(Definition definition) {
        var missing = EnumSet.noneOf(Capability.class);
        missing.addAll(definition.declared());
        missing.removeAll(capabilities().keySet());
        return missing;
    }
}
