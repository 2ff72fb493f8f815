// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;
import org.modkit.runtime.phase.StepRunner;
import org.modkit.runtime.plan.Command;
import org.osgi.framework.Version;

/** Deadlines, on a clock that is set by hand. */
class AlarmsTest {
    private static final Step STEP = new Step(
            1,
            1,
            new Offer(
                    1,
                    "billing",
                    Version.emptyVersion,
                    List.of(),
                    EnumSet.noneOf(Capability.class),
                    EnumSet.noneOf(Capability.class),
                    false,
                    new BundleRef("acme.billing", "1.0.0", 42),
                    null),
            Phase.INIT,
            Step.Way.UP,
            false,
            Duration.ofSeconds(30),
            0,
            0);

    private final FakeRunner runner = new FakeRunner();
    private final Alarms alarms = new Alarms(() -> runner.now, runner);
    private final List<Command> rung = new ArrayList<>();

    /** A runner whose one step is where the test says it is. */
    private static final class FakeRunner implements StepRunner {
        final List<String> calls = new ArrayList<>();
        OptionalLong begunAt = OptionalLong.empty();
        String stack = "    at acme.Billing.init(Billing.java:7)\n";
        long now;

        void after(Duration more) {
            now += more.toNanos();
        }

        @Override
        public void workers(int count) {}

        @Override
        public void begin(Step step) {}

        @Override
        public void cancel(Step step) {}

        @Override
        public void interrupt(Step step) {
            calls.add("interrupt " + step.label());
        }

        @Override
        public OptionalLong begunAt(Step step) {
            return begunAt;
        }

        @Override
        public String stack(Step step) {
            return stack;
        }
    }

    private List<Command> ring() {
        rung.clear();
        alarms.ring(rung);
        return rung;
    }

    @Test
    void warnsAtHalfTimeThenTimesOutThenReportsWhatLivesOn() {
        alarms.watch(STEP);
        runner.begunAt = OptionalLong.of(0);
        assertThat(Duration.ofNanos(alarms.untilNext())).isEqualTo(Duration.ofSeconds(15));
        assertThat(ring()).isEmpty();

        runner.after(Duration.ofSeconds(15));
        assertThat(ring()).containsExactly(new Command.Slow(STEP, runner.stack));
        assertThat(ring()).isEmpty();

        runner.after(Duration.ofSeconds(15));
        assertThat(ring()).containsExactly(new Command.Ended(STEP, Outcome.TIMEOUT, Duration.ofSeconds(30)));
        assertThat(runner.calls).containsExactly("interrupt INIT billing");

        runner.after(Duration.ofSeconds(1));
        assertThat(ring()).containsExactly(new Command.Abandoned(STEP, runner.stack));
        assertThat(alarms.untilNext()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void saysNothingOfAStepThatEndsWhenItIsInterrupted() {
        alarms.watch(STEP);
        runner.begunAt = OptionalLong.of(0);
        runner.after(Duration.ofSeconds(30));
        ring();
        runner.stack = "";
        runner.after(Duration.ofSeconds(1));
        assertThat(ring()).isEmpty();
    }

    /** The first version counted from when a step was handed out, and timed out steps that waited behind a hanging one. */
    @Test
    void timeRunsOnlyFromWhenAThreadTakesTheStepUp() {
        alarms.watch(STEP);
        runner.after(Duration.ofSeconds(60));
        assertThat(ring()).isEmpty();
        runner.begunAt = OptionalLong.of(runner.now);
        runner.after(Duration.ofSeconds(14));
        assertThat(ring()).isEmpty();
        runner.after(Duration.ofSeconds(1));
        assertThat(ring()).containsExactly(new Command.Slow(STEP, runner.stack));
    }

    @Test
    void forgetsAStepThatHasEnded() {
        alarms.watch(STEP);
        runner.begunAt = OptionalLong.of(0);
        alarms.forget(STEP);
        runner.after(Duration.ofHours(1));
        assertThat(ring()).isEmpty();
    }

    @Test
    void ringsCommandsForLaterInTheOrderOfTheirTimes() {
        var second = new Command.Refused("second");
        var first = new Command.Refused("first");
        alarms.later(Duration.ofSeconds(2), second);
        alarms.later(Duration.ofSeconds(1), first);
        assertThat(ring()).isEmpty();
        runner.after(Duration.ofSeconds(2));
        assertThat(ring()).containsExactly(first, second);
    }
}
