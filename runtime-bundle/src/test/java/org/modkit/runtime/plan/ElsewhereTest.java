// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.capability.Capability.REST;
import static org.modkit.api.capability.Capability.REST_HOST;
import static org.modkit.api.capability.Capability.RUNNABLE;
import static org.modkit.api.capability.Capability.SYSTEM;
import static org.modkit.api.status.ModuleState.FAILED;
import static org.modkit.api.status.ModuleState.RUNNING;
import static org.modkit.api.status.ModuleState.WAITING;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Outcome;

/** Modules that run in another process. */
class ElsewhereTest {
    private static final Policy ONE_BY_ONE =
            new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.ISOLATE, Optional.empty());

    private final Bench bench = Bench.with(ONE_BY_ONE);

    private Bench elsewhere(String... modules) {
        var settings = new HashMap<String, ModuleSettings>();
        List.of(modules)
                .forEach(name ->
                        settings.put(name, new ModuleSettings(true, true, Deadlines.DEFAULT, Supervision.DEFAULT)));
        return bench.tell(new Command.Configured(ONE_BY_ONE, ModuleSettings.DEFAULT, Map.copyOf(settings)));
    }

    @Test
    void whoNeedsItIsInitializedWhenItIsReadyAndClosedBeforeItEnds() {
        elsewhere("sums").host(Phase.SPAWN, true);
        bench.offer("sums", Set.of(SYSTEM, RUNNABLE, REST)).offer("shop", Set.of(RUNNABLE), "sums");
        assertThat(bench.run()).containsExactly("SPAWN sums", "INIT shop", "START shop");
        assertThat(bench.state("sums")).isEqualTo(RUNNING);

        bench.withdraw("sums");
        assertThat(bench.run()).containsExactly("STOP shop", "CLOSE shop", "END PROCESS sums");
    }

    @Test
    void itWaitsForSomebodyWhoStartsProcessesAndHoldsUpNobodyElse() {
        elsewhere("sums");
        bench.offer("sums", Set.of(RUNNABLE)).offer("shop", Set.of(), "sums").offer("clock", Set.of(SYSTEM));
        assertThat(bench.run()).containsExactly("PRE_INIT clock", "INIT clock", "POST_INIT clock");
        assertThat(bench.state("sums")).isEqualTo(WAITING);
        assertThat(bench.module("sums").hostless()).contains(Phase.SPAWN);

        bench.host(Phase.SPAWN, true);
        assertThat(bench.run()).containsExactly("SPAWN sums", "INIT shop");
        bench.host(Phase.SPAWN, false);
        assertThat(bench.run()).containsExactly("CLOSE shop", "END PROCESS sums");
    }

    @Test
    void aModuleMovesWhenItsPlaceInTheConfigurationChanges() {
        bench.host(Phase.SPAWN, true);
        bench.offer("sums", Set.of(RUNNABLE)).offer("shop", Set.of(), "sums").run();

        elsewhere("sums");
        assertThat(bench.run()).containsExactly("STOP sums", "CLOSE shop", "CLOSE sums", "SPAWN sums", "INIT shop");
        assertThat(bench.events())
                .filteredOn(event -> event.what() == Event.Asked.CONFIGURATION)
                .singleElement()
                .satisfies(asked -> assertThat(bench.events())
                        .as("the first step out of this process")
                        .anyMatch(event -> event.what() instanceof Event.StepEnded ended
                                && ended.step().label().equals("STOP sums")
                                && event.cause() == asked.seq()));

        elsewhere();
        assertThat(bench.run())
                .containsExactly("CLOSE shop", "END PROCESS sums", "INIT sums", "INIT shop", "START sums");
        assertThat(bench.state("shop")).isEqualTo(RUNNING);
    }

    /** What it needs here is not what it needs there; but who has it not here can't take it along. */
    @Test
    void aModuleThatStillWaitsMovesWithoutACall() {
        bench.host(Phase.SPAWN, true).offer("sums", Set.of(), "absent").run();
        elsewhere("sums");
        bench.offer("absent", Set.of());
        assertThat(bench.run()).containsExactly("SPAWN sums", "INIT absent");
    }

    /** A module in another process is no host in this one. */
    @Test
    void aHostThatMovesLetsItsGuestsGoFirst() {
        bench.host(Phase.SPAWN, true)
                .offer("web", Set.of(REST_HOST))
                .offer("shop", Set.of(REST))
                .run();
        elsewhere("web");
        assertThat(bench.run()).containsExactly("DETACH REST shop", "CLOSE web", "SPAWN web");
        assertThat(bench.module("shop").hostless()).contains(Phase.REST);

        elsewhere();
        assertThat(bench.run()).containsExactly("END PROCESS web", "INIT web", "ATTACH REST shop");
    }

    @Test
    void whomTheHostGivesUpFailsForGoodAndComesBackWhenItIsRetried() {
        elsewhere("sums").host(Phase.SPAWN, true);
        bench.offer("sums", Set.of()).offer("shop", Set.of(), "sums").run();
        bench.givenUp("sums", "The child died too often.");
        assertThat(bench.run()).containsExactly("CLOSE shop", "END PROCESS sums");
        assertThat(bench.state("sums")).isEqualTo(FAILED);
        assertThat(bench.module("sums").failure().map(Failure::kind)).contains(Failure.Kind.GIVEN_UP);
        assertThat(bench.hasTimer()).as("a restart planned by supervision").isFalse();

        bench.ask("sums", Event.Asked.RETRY);
        assertThat(bench.run()).containsExactly("SPAWN sums", "INIT shop");
    }

    @Test
    void aChangedConfigurationStartsItAnewEvenIfItsCoreTakesChangesWhileItRuns() {
        elsewhere("sums").host(Phase.SPAWN, true);
        bench.offer("sums", Set.of()).run();
        bench.ask("sums", Event.Asked.CONFIGURATION);
        assertThat(bench.run()).containsExactly("END PROCESS sums", "SPAWN sums");
    }

    @Test
    void whereItRunsIsToldOnceAndForgottenWithTheRun() {
        elsewhere("sums").host(Phase.SPAWN, true);
        bench.offer("sums", Set.of()).run();
        bench.runsIn("sums", "process 7").runsIn("sums", "process 7").run();
        assertThat(bench.module("sums").place()).isEqualTo("process 7");
        assertThat(bench.events())
                .filteredOn(event -> event.what() instanceof Event.Place)
                .hasSize(1);

        bench.when("SPAWN sums", Outcome.failed(new IllegalStateException("no")));
        bench.ask("sums", Event.Asked.RESTART).run();
        assertThat(bench.module("sums").place()).isEmpty();
    }

    @Test
    void aChildHasTimeToBecomeReady() {
        assertThat(Deadlines.DEFAULT.of(Phase.SPAWN, Direction.UP)).isEqualTo(Duration.ofMinutes(5));
    }
}
