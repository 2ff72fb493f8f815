// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Random histories of everything that can happen to a model, each judged after every fold.
 *
 * <p>{@code -Dmodkit.simulation.histories=1000000} plays more of them, {@code -Dmodkit.simulation.seed=N} plays one
 * again and prints what happens.
 */
class SimulationTest {
    @Test
    void keepsAllRulesInRandomHistories() {
        Long only = Long.getLong("modkit.simulation.seed");
        if (only != null) {
            play(only, System.out::println);
            return;
        }
        long histories = Long.getLong("modkit.simulation.histories", 20_000);
        for (long seed = 0; seed < histories; seed++) {
            play(seed, null);
        }
    }

    private static void play(long seed, Consumer<String> log) {
        try {
            Simulation.play(seed, new Watched(), log);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "History " + seed + ": " + e.getMessage() + "\nReplay it with -Dmodkit.simulation.seed=" + seed, e);
        }
    }
}
