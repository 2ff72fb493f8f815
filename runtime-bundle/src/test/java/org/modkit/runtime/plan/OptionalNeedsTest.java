// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.status.ModuleState.RUNNING;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.capability.Capability;
import org.modkit.runtime.fact.Event.Asked;

/** Needs that order, but are not waited for. */
class OptionalNeedsTest {
    private static final Set<Capability> PLAIN = Set.of();

    private final Bench bench = Bench.withOneWorker();

    @Test
    void optionalNeedOrdersButIsNotWaitedFor() {
        bench.offer("a", PLAIN, "z;optional");
        assertThat(bench.run()).containsExactly("INIT a");

        bench.offer("z", PLAIN);
        assertThat(bench.run()).containsExactly("INIT z");

        bench.offer("b", PLAIN, "c;optional").offer("c", PLAIN);
        assertThat(bench.run()).containsExactly("INIT c", "INIT b");
        bench.withdraw("c");
        assertThat(bench.run()).containsExactly("CLOSE c");
        assertThat(bench.state("b")).isEqualTo(RUNNING);
    }

    @Test
    void whatWantsToBeRestartedComesBackTogetherWithWhatItWaitedFor() {
        bench.offer("a", PLAIN, "z;optional;restart");
        bench.run();

        bench.offer("z", PLAIN);
        assertThat(bench.run()).containsExactly("CLOSE a", "INIT z", "INIT a");

        bench.ask("z", Asked.RESTART);
        assertThat(bench.run()).containsExactly("CLOSE a", "CLOSE z", "INIT z", "INIT a");

        bench.withdraw("z");
        assertThat(bench.run()).containsExactly("CLOSE a", "CLOSE z", "INIT a");
    }
}
