// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.capability.Capability.DATABASE;
import static org.modkit.api.capability.Capability.REST;
import static org.modkit.api.capability.Capability.RUNNABLE;
import static org.modkit.api.capability.Capability.SYSTEM;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Outcome;

/** Bugs the simulation or a review found, each told as the smallest story that shows it. */
class PlannerRegressionTest {
    private static final Policy TWO_WORKERS =
            new Policy(Policy.Order.PARALLEL, 2, Policy.OnFailure.ISOLATE, Optional.empty());

    /** Modules offered while everybody was held changed no state at the release, so nobody was told what they wait for. */
    @Test
    void tellsAtTheReleaseWhoWaits() {
        var bench = new Bench();
        bench.offer("a", Set.of(), "unknown").run();
        assertThat(bench.events()).noneMatch(e -> e.what() instanceof Event.Waiting);

        bench.tell(new Command.Released()).run();
        assertThat(bench.events())
                .filteredOn(e -> e.what() instanceof Event.Waiting)
                .hasSize(1);
    }

    /** Of jars that were copied together, one that came before those it imports from was told to be stuck. */
    @Test
    void tellsOfABundleThatCannotBeResolvedOnlyIfThatLasts() {
        var bench = Bench.withOneWorker();
        bench.tell(new Command.Unresolved("one", () -> false, false))
                .tell(new Command.Unresolved("two", () -> true, false))
                .run();
        assertThat(bench.events()).noneMatch(e -> e.what() instanceof Event.Refused);

        assertThat(List.of(bench.ring(), bench.ring())).containsOnly(Duration.ofSeconds(1));
        bench.run();
        assertThat(bench.events())
                .filteredOn(e -> e.what() instanceof Event.Refused)
                .extracting(e -> ((Event.Refused) e.what()).sentence())
                .containsExactly("two");
    }

    /** Nobody had said which doors are closed before the first one moved. */
    @Test
    void namesTheMissingHostFromTheStart() {
        var bench = Bench.withOneWorker().offer("a", Set.of(REST));
        bench.run();

        assertThat(bench.module("a").hostless()).contains(Phase.REST);
    }

    /** A change of configuration that waited for its turn was forgotten when a host left, and never made up for. */
    @Test
    void aChangeOfConfigurationOutlivesTheLossOfAHost() {
        var bench = Bench.withOneWorker().offer("a", Set.of(REST)).host(Phase.REST, true);
        bench.run();

        bench.ask("a", Event.Asked.CONFIGURATION).host(Phase.REST, false);
        assertThat(bench.run()).containsExactly("DETACH REST a", "RECONFIGURE a");
        bench.host(Phase.REST, true);
        assertThat(bench.run()).containsExactly("ATTACH REST a");
    }

    /** The failure of the start took the place of the death of the task, and the restart that was promised never came. */
    @Test
    void aTaskThatDiesDuringStartIsRestartedAsPromised() {
        var bench = Bench.withOneWorker().offer("a", Set.of(RUNNABLE)).hang("START a");
        bench.run();
        bench.taskDies("a").run();
        bench.answer("START a", Outcome.failed(new IllegalStateException("not ready")));
        assertThat(bench.run()).containsExactly("STOP a", "CLOSE a");
        assertThat(bench.state("a")).isEqualTo(ModuleState.FAILED);

        assertThat(bench.ring()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bench.run()).containsExactly("INIT a", "START a");
    }

    /** The token of a step that was told to give way is cancelled; what ended well all the same must not go on with it. */
    @Test
    void aStepThatWasToldToGiveWayIsUndoneEvenIfItEndedWell() {
        var bench = Bench.withOneWorker()
                .offer("a", Set.of(REST, RUNNABLE))
                .host(Phase.REST, true)
                .hang("START a");
        bench.run();

        bench.host(Phase.REST, false).run();
        bench.host(Phase.REST, true).answer("START a", Outcome.OK);
        assertThat(bench.run()).containsExactly("STOP a", "LEAVE REST a", "REST a", "START a");
    }

    /** Whoever had left all its hooks but kept its wave went on under the number of the run that was over. */
    @Test
    void beginsANewRunAfterItsLastStep() {
        var bench = Bench.withOneWorker()
                .offer("d", Set.of(DATABASE))
                .offer("a", Set.of(), "d")
                .hang("INIT a");
        bench.host(Phase.DATABASE, true).run();
        long first = bench.stepUnderWay("INIT a").run();
        bench.answer("INIT a", Outcome.OK).run();

        bench.host(Phase.DATABASE, false);
        assertThat(bench.run()).containsExactly("CLOSE a", "CLOSE d", "LEAVE DATABASE d");
        bench.host(Phase.DATABASE, true);
        assertThat(bench.run()).containsExactly("DATABASE d", "INIT d", "INIT a");
        assertThat(bench.stepUnderWay("INIT a").run()).isGreaterThan(first);
    }

    /** While what it requires was being undone, a module climbed onto the level that was about to vanish. */
    @Test
    void buildsOnNoLevelThatIsBeingLeft() {
        var bench = Bench.with(TWO_WORKERS).offer("d", Set.of(DATABASE)).offer("a", Set.of(SYSTEM), "d");
        bench.host(Phase.DATABASE, true).run();
        bench.hang("LEAVE DATABASE d").host(Phase.DATABASE, false);
        assertThat(bench.run()).containsExactly("LEAVE POST_INIT a", "CLOSE a", "CLOSE d", "LEAVE DATABASE d");

        bench.host(Phase.DATABASE, true);
        bench.run();
        bench.answer("LEAVE DATABASE d", Outcome.OK);
        assertThat(bench.run()).containsExactly("DATABASE d", "INIT d", "INIT a", "POST_INIT a");
    }

    /** A module that restarted without any hook to call stayed where it was until something else happened. */
    @Test
    void comesBackAtOnceWhenThereWasNothingToTakeDown() {
        var bench = Bench.withOneWorker().offer("a", Set.of(DATABASE), "z;optional;restart");
        bench.run();

        bench.offer("z", Set.of(DATABASE)).run();
        assertThat(bench.module("a").reached()).contains(Phase.PRE_INIT);
        bench.host(Phase.DATABASE, true);
        assertThat(bench.run()).containsExactly("DATABASE z", "DATABASE a", "INIT z", "INIT a");
    }

    /** An optional need with restart held its module back like a required one while it waited for its host. */
    @Test
    void anOptionalNeedThatWaitsForItsHostHoldsNobodyBack() {
        var bench = Bench.withOneWorker()
                .offer("a", Set.of(RUNNABLE), "z;optional;restart")
                .offer("z", Set.of(REST));

        assertThat(bench.run()).containsExactly("INIT z", "INIT a", "START a");
        assertThat(bench.state("a")).isEqualTo(ModuleState.RUNNING);
    }
}
