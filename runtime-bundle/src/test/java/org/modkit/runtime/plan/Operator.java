// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Offer;

/** Who configures a world, at random. */
final class Operator {
    private final Random random;
    private final Offers offers;
    /** Whom a change of configuration restarts. */
    private final Set<String> touched;

    private final Map<String, ModuleSettings> settings = new HashMap<>();

    Operator(Random random, Offers offers, Set<String> touched) {
        this.random = random;
        this.offers = offers;
        this.touched = touched;
        if (random.nextInt(3) == 0) {
            for (String name : offers.names()) {
                boolean elsewhere = random.nextInt(4) == 0;
                settings.put(name, new ModuleSettings(elsewhere, true, Deadlines.DEFAULT, Supervision.DEFAULT));
            }
        }
    }

    Command says(Policy policy) {
        return new Command.Configured(policy, ModuleSettings.DEFAULT, Map.copyOf(settings));
    }

    ModuleSettings settings(String module) {
        return settings.getOrDefault(module, ModuleSettings.DEFAULT);
    }

    Command changes(Policy to) {
        var before = Map.copyOf(settings);
        settings.clear();
        for (Offer offer : offers.alive()) {
            if (random.nextInt(3) == 0) {
                var supervision = new Supervision(
                        random.nextInt(4) > 0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        0.2,
                        2,
                        Duration.ofSeconds(9));
                settings.put(
                        offer.name(),
                        new ModuleSettings(
                                random.nextInt(3) == 0, random.nextBoolean(), Deadlines.DEFAULT, supervision));
            }
        }
        offers.alive().stream()
                .map(Offer::name)
                .filter(name -> settings(name).elsewhere()
                        != before.getOrDefault(name, ModuleSettings.DEFAULT).elsewhere())
                .forEach(touched::add);
        return says(to);
    }

    Policy policy() {
        var order = random.nextInt(5) == 0 ? Policy.Order.STRICT : Policy.Order.PARALLEL;
        boolean fast = random.nextInt(20) == 0;
        var ceiling = random.nextInt(8) == 0
                ? Optional.of(Phase.values()[random.nextInt(Phase.values().length)])
                : Optional.<Phase>empty();
        var onFailure = fast ? Policy.OnFailure.FAIL_FAST : Policy.OnFailure.ISOLATE;
        return new Policy(order, 1 + random.nextInt(random.nextBoolean() ? 1 : 8), onFailure, ceiling);
    }
}
