// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The bundles of a world: what they offer, at random. */
final class Offers {
    private static final List<VersionRange> RANGES =
            List.of(new VersionRange("[1,2)"), new VersionRange("[2,3)"), new VersionRange("1.0"));
    private static final VersionRange ANY = new VersionRange("0.0.0");

    private final Random random;
    private final int size;
    private final double system;
    private final double optional;
    private final double circular;
    private final double picky;
    private final double hosts;
    private final List<Offer> alive = new ArrayList<>();
    private long ids;

    /** Windows into the model, set by the simulation. */
    Predicate<Offer> holds = offer -> false;
    /** Whether the run of an offer is in another process. */
    Predicate<Offer> runsElsewhere = offer -> false;

    ToLongFunction<Offer> runOf = offer -> 0;
    Predicate<Phase> isInside = phase -> false;
    BooleanSupplier anybodyUp = () -> false;

    Offers(Random random, int size) {
        this.random = random;
        this.size = size;
        this.system = random.nextInt(3) * 0.3;
        this.optional = random.nextInt(3) * 0.3;
        this.circular = random.nextInt(3) == 0 ? 0.3 : 0.04;
        this.hosts = random.nextInt(3) * 0.15;
        this.picky = random.nextInt(3) * 0.1;
    }

    List<Offer> alive() {
        return alive;
    }

    boolean isFull() {
        return alive.size() > size;
    }

    void remove(Offer offer) {
        alive.remove(offer);
    }

    /** Mostly a module that nobody offers, sometimes a twin. */
    Offer another() {
        String name = name(random.nextInt(size));
        for (int i = 0; i < 4 && random.nextInt(10) > 0 && isOffered(name); i++) {
            name = name(random.nextInt(size));
        }
        return anew(name);
    }

    private boolean isOffered(String name) {
        return alive.stream().anyMatch(offer -> offer.name().equals(name));
    }

    /** One more offer of a name. */
    Offer anew(String name) {
        long id = ++ids;
        var version = new Version(1 + random.nextInt(random.nextInt(3) + 1), 0, 0);
        var missing = random.nextInt(25) == 0 ? EnumSet.of(Capability.REST) : EnumSet.noneOf(Capability.class);
        var bundle = new BundleRef("org.example." + name, version.toString(), id);
        var offer =
                new Offer(id, name, version, needs(name), capabilities(), missing, random.nextBoolean(), bundle, null);
        alive.add(offer);
        return offer;
    }

    private List<Need> needs(String name) {
        int self = name.charAt(0) - 'a';
        Map<String, Need> needs = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean anybody = random.nextDouble() < circular || self == 0;
            String other = anybody ? name(random.nextInt(size)) : name(random.nextInt(self));
            if (anybody && self == 0 && random.nextDouble() > circular) {
                continue;
            }
            other = random.nextInt(40) == 0 ? "unknown" : other;
            boolean isOptional = random.nextDouble() < optional;
            var range = random.nextDouble() < picky ? RANGES.get(random.nextInt(3)) : ANY;
            needs.put(other, new Need(other, range, isOptional, isOptional && random.nextBoolean()));
        }
        return List.copyOf(needs.values());
    }

    private Set<Capability> capabilities() {
        var set = EnumSet.noneOf(Capability.class);
        add(set, Capability.SYSTEM, system);
        add(set, Capability.DATABASE, 0.2);
        add(set, Capability.REST, 0.2);
        add(set, Capability.GRPC, 0.1);
        add(set, Capability.RUNNABLE, 0.5);
        add(set, Capability.REST_HOST, hosts);
        add(set, Capability.GRPC_HUB, hosts / 2);
        return set;
    }

    private void add(Set<Capability> set, Capability capability, double chance) {
        if (random.nextDouble() < chance) {
            set.add(capability);
        }
    }

    /** All names there may be. */
    List<String> names() {
        return IntStream.range(0, size).mapToObj(Offers::name).toList();
    }

    private static String name(int i) {
        return String.valueOf((char) ('a' + i));
    }
}
