// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.capability.Capability.GRPC;
import static org.modkit.api.capability.Capability.REST;
import static org.modkit.api.capability.Capability.REST_HOST;
import static org.modkit.api.capability.Capability.RUNNABLE;
import static org.modkit.api.status.ModuleState.FAILED;
import static org.modkit.api.status.ModuleState.RUNNING;
import static org.modkit.api.status.ModuleState.WAITING;

import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Outcome;

class DoorsTest {
    private static final Outcome THROWN = Outcome.failed(new IllegalStateException("no"));

    private final Bench bench = Bench.withOneWorker();

    @Test
    void guestsWaitForTheirHostAndRunOnWhenItLeaves() {
        bench.offer("shop", Set.of(REST, RUNNABLE));
        assertThat(bench.run()).containsExactly("INIT shop");
        assertThat(bench.state("shop")).isEqualTo(WAITING);
        assertThat(bench.module("shop").hostless()).contains(Phase.REST);

        bench.host(Phase.REST, true);
        assertThat(bench.run()).containsExactly("REST shop", "START shop", "OPEN shop");
        assertThat(bench.module("shop").hostless()).isEmpty();

        bench.host(Phase.REST, false);
        assertThat(bench.run()).containsExactly("DETACH REST shop");
        assertThat(bench.state("shop")).isEqualTo(RUNNING);
        assertThat(bench.module("shop").hostless()).contains(Phase.REST);

        bench.host(Phase.REST, true);
        assertThat(bench.run()).containsExactly("ATTACH REST shop");
        bench.withdraw("shop");
        assertThat(bench.run()).containsExactly("DRAIN shop", "STOP shop", "LEAVE REST shop", "CLOSE shop");
    }

    @Test
    void aModuleThatHostsIsTheHostFromWhenItRunsAndOutlivesItsGuests() {
        bench.offer("shop", Set.of(REST, RUNNABLE)).offer("web", Set.of(REST_HOST, RUNNABLE));
        assertThat(bench.run())
                .containsExactly("INIT shop", "INIT web", "START web", "REST shop", "START shop", "OPEN shop");

        bench.ask("web", Asked.RESTART);
        assertThat(bench.run())
                .containsExactly(
                        "DETACH REST shop", "STOP web", "CLOSE web", "INIT web", "START web", "ATTACH REST shop");
        assertThat(bench.state("shop")).isEqualTo(RUNNING);

        bench.tell(new Command.Closing(() -> {}));
        assertThat(bench.run())
                .containsExactly("DRAIN shop", "STOP shop", "LEAVE REST shop", "STOP web", "CLOSE web", "CLOSE shop");
    }

    @Test
    void aSecondHostTakesOverWhenTheFirstLeaves() {
        bench.offer("web", Set.of(REST_HOST)).run();
        bench.offer("other", Set.of(REST_HOST)).offer("shop", Set.of(REST));
        assertThat(bench.run()).containsExactly("INIT other", "INIT shop", "REST shop", "OPEN shop");
        assertThat(bench.module("other").standsBy()).contains(Phase.REST);

        bench.withdraw("web");
        assertThat(bench.run()).containsExactly("DETACH REST shop", "CLOSE web", "ATTACH REST shop");
        assertThat(bench.module("other").standsBy()).isEmpty();
    }

    /** It was told to go only when the module that was the host had gone. */
    @Test
    void aHostThatOnlyStoodInLineGoesAtOnce() {
        bench.offer("web", Set.of(REST_HOST)).offer("shop", Set.of(REST)).run();
        var gone = new ArrayList<String>();
        bench.host(Phase.REST, true).tell(new Command.Host(Phase.REST, false, () -> gone.add("gone")));

        assertThat(bench.run()).isEmpty();
        assertThat(gone).containsExactly("gone");
    }

    /** The host would wait for a module that waits for the host. */
    @Test
    void whatAHostRequiresIsGivenToItWhileItRuns() {
        bench.offer("login", Set.of(REST, RUNNABLE)).offer("web", Set.of(REST_HOST, RUNNABLE), "login");
        assertThat(bench.run())
                .containsExactly("INIT login", "INIT web", "START login", "START web", "ATTACH REST login");

        bench.tell(new Command.Closing(() -> {}));
        assertThat(bench.run())
                .containsExactly("DETACH REST login", "STOP web", "STOP login", "CLOSE web", "CLOSE login");
    }

    /** Until then it waited at the host that was to go, which waited for it, and neither ever moved. */
    @Test
    void aHostToBeThatStillClimbsLeavesTheHostThatGoes() {
        bench.offer("web", Set.of(REST_HOST)).run();
        bench.offer("next", Set.of(REST_HOST, REST, GRPC));
        assertThat(bench.run()).containsExactly("INIT next", "REST next");

        bench.withdraw("web");
        assertThat(bench.run()).containsExactly("LEAVE REST next", "CLOSE web");
        bench.host(Phase.GRPC, true);
        assertThat(bench.run()).containsExactly("GRPC next", "OPEN next", "ATTACH REST next");
    }

    /** Until then it ran on, though it did not run, for the host that is to restart with it and waited for its guests. */
    @Test
    void aGuestThatFailsAtTheDoorGoesDownThoughItsHostWasBoundToIt() {
        bench.offer("shop", Set.of(REST)).offer("web", Set.of(REST_HOST), "shop;optional;restart");
        bench.when("OPEN shop", THROWN);
        assertThat(bench.run())
                .containsExactly(
                        "INIT shop",
                        "INIT web",
                        "REST shop",
                        "OPEN shop",
                        "DRAIN shop",
                        "LEAVE REST shop",
                        "CLOSE web",
                        "CLOSE shop",
                        "INIT web");
        assertThat(bench.state("shop")).isEqualTo(FAILED);
        assertThat(bench.state("web")).isEqualTo(RUNNING);
    }

    @Test
    void aGuestThatItsNextHostCannotTakeFails() {
        bench.offer("web", Set.of(REST_HOST)).offer("shop", Set.of(REST)).run();
        bench.ask("web", Asked.RESTART).when("ATTACH REST shop", THROWN);
        assertThat(bench.run())
                .containsExactly(
                        "DETACH REST shop",
                        "CLOSE web",
                        "INIT web",
                        "ATTACH REST shop",
                        "DRAIN shop",
                        "LEAVE REST shop",
                        "CLOSE shop");
        assertThat(bench.state("shop")).isEqualTo(FAILED);
    }
}
