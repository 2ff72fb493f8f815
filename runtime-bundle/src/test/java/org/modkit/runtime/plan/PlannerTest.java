// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.capability.Capability.DATABASE;
import static org.modkit.api.capability.Capability.REST;
import static org.modkit.api.capability.Capability.RUNNABLE;
import static org.modkit.api.capability.Capability.SYSTEM;
import static org.modkit.api.status.ModuleState.FAILED;
import static org.modkit.api.status.ModuleState.RUNNING;
import static org.modkit.api.status.ModuleState.STARTING;
import static org.modkit.api.status.ModuleState.WAITING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Outcome;

/** What the planner does, told as stories; with one worker unless a story needs more. */
class PlannerTest {
    private static final Set<Capability> PLAIN = Set.of();
    private static final Outcome THROWN = Outcome.failed(new IllegalStateException("thrown"));

    private final Bench bench = Bench.withOneWorker();

    @Test
    void stopsDependentsBeforeTheModuleTheyNeed() {
        bench.offer("greeter", Set.of(RUNNABLE), "clock").offer("clock", Set.of(RUNNABLE));
        assertThat(bench.run()).containsExactly("INIT clock", "INIT greeter", "START clock", "START greeter");

        var told = new ArrayList<String>();
        bench.withdraw("clock", () -> told.add("gone"));
        assertThat(bench.run()).containsExactly("STOP greeter", "STOP clock", "CLOSE greeter", "CLOSE clock");
        assertThat(told).containsExactly("gone");
        assertThat(bench.state("greeter")).isEqualTo(WAITING);
        assertThat(bench.snapshot().module("clock")).isEmpty();
    }

    @Test
    void leavesOthersRunningWhenOneFailsInInit() {
        bench.offer("a", PLAIN).offer("b", PLAIN).offer("c", PLAIN, "b").when("INIT b", THROWN);

        assertThat(bench.run()).containsExactly("INIT a", "INIT b", "CLOSE b");
        assertThat(bench.state("a")).isEqualTo(RUNNING);
        assertThat(bench.state("b")).isEqualTo(FAILED);
        assertThat(bench.state("c")).isEqualTo(WAITING);
        assertThat(bench.snapshot().totals().settled()).isTrue();
        assertThat(bench.snapshot().totals().ready()).isFalse();
    }

    @Test
    void triesAFailedModuleAgainWhenAsked() {
        bench.offer("a", PLAIN).offer("b", PLAIN, "a").when("INIT a", THROWN);
        bench.run();

        bench.when("INIT a", Outcome.OK).ask("a", Asked.RETRY);
        assertThat(bench.run()).containsExactly("INIT a", "INIT b");
        assertThat(bench.snapshot().totals().ready()).isTrue();
    }

    @Test
    void twinTakesOverWhenTheFirstLeaves() {
        bench.offer("a", "1.0.0", PLAIN).offer("a", "2.0.0", PLAIN).offer("b", PLAIN, "a");
        assertThat(bench.run()).containsExactly("INIT a", "INIT b");
        assertThat(bench.module("a").offer().version()).hasToString("1.0.0");
        assertThat(bench.module("a").twins()).hasSize(1);

        bench.withdraw("a");
        assertThat(bench.run()).containsExactly("CLOSE b", "CLOSE a", "INIT a", "INIT b");
        assertThat(bench.module("a").offer().version()).hasToString("2.0.0");
        assertThat(bench.module("a").twins()).isEmpty();
    }

    @Test
    void systemModulesGoFirstButNeverBeforeTheirNeeds() {
        bench.offer("audit", Set.of(SYSTEM), "store").offer("shop", PLAIN).offer("store", PLAIN);

        assertThat(bench.run())
                .containsExactly("PRE_INIT audit", "INIT store", "INIT audit", "INIT shop", "POST_INIT audit");
    }

    @Test
    void postInitSeesAllInitsOfItsWaveAndUsersStartAfterIt() {
        bench.offer("audit", Set.of(SYSTEM)).offer("shop", Set.of(RUNNABLE));
        assertThat(bench.run())
                .containsExactly("PRE_INIT audit", "INIT audit", "INIT shop", "POST_INIT audit", "START shop");

        bench.offer("late", Set.of(RUNNABLE));
        assertThat(bench.run()).containsExactly("INIT late", "START late");
    }

    @Test
    void modulesOfALaterWaveDoNotWaitForAnEarlierOne() {
        Bench two = Bench.with(new Policy(Policy.Order.PARALLEL, 2, Policy.OnFailure.ISOLATE, Optional.empty()));
        two.offer("slow", Set.of(SYSTEM)).offer("user", PLAIN).hang("INIT slow");
        assertThat(two.run()).containsExactly("PRE_INIT slow", "INIT slow");

        two.offer("late", Set.of(RUNNABLE));
        assertThat(two.run()).containsExactly("INIT late", "START late");
        assertThat(two.state("user")).isEqualTo(STARTING);
    }

    @Test
    void migrateOnlyClimbsNoFurtherThanTheDatabase() {
        Bench migrating =
                Bench.with(new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.ISOLATE, Optional.of(Phase.DATABASE)));
        migrating
                .host(Phase.DATABASE, true)
                .offer("a", Set.of(DATABASE, RUNNABLE))
                .offer("b", Set.of(SYSTEM), "a");

        assertThat(migrating.run()).containsExactly("PRE_INIT b", "DATABASE a");
        assertThat(migrating.module("a").reached()).contains(Phase.DATABASE);
        assertThat(migrating.snapshot().totals().settled()).isTrue();
        assertThat(migrating.snapshot().totals().migrating()).isTrue();
    }

    @Test
    void failFastTakesEverythingDown() {
        Bench fast = Bench.with(new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.FAIL_FAST, Optional.empty()));
        fast.offer("a", Set.of(RUNNABLE)).offer("b", Set.of(RUNNABLE), "a").when("START b", THROWN);

        assertThat(fast.run())
                .containsExactly("INIT a", "INIT b", "START a", "START b", "STOP b", "STOP a", "CLOSE b", "CLOSE a");
        assertThat(fast.snapshot().totals().closing()).isTrue();
        assertThat(fast.state("b")).isEqualTo(FAILED);
    }

    @Test
    void restartsExactlyTheModuleAndItsDependents() {
        bench.offer("a", PLAIN).offer("b", PLAIN, "a").offer("c", PLAIN, "b").offer("other", PLAIN, "a");
        bench.run();

        bench.ask("b", Asked.RESTART);
        assertThat(bench.run()).containsExactly("CLOSE c", "CLOSE b", "INIT b", "INIT c");
    }

    @Test
    void aDeadTaskRestartsWithBackoffAndGivesUp() {
        bench.offer("a", Set.of(RUNNABLE));
        bench.run();
        for (int seconds : new int[] {1, 2, 4, 8, 16}) {
            bench.taskDies("a");
            assertThat(bench.run()).containsExactly("STOP a", "CLOSE a");
            assertThat(bench.state("a")).isEqualTo(FAILED);
            assertThat(bench.ring()).hasSeconds(seconds);
            assertThat(bench.run()).containsExactly("INIT a", "START a");
        }
        assertThat(bench.module("a").restarts()).isEqualTo(Supervision.DEFAULT.maxRestarts());

        bench.taskDies("a").run();
        assertThat(bench.state("a")).isEqualTo(FAILED);
        assertThat(bench.events()).anyMatch(e -> e.what().toString().equals("GivenUp[restarts=5]"));
    }

    @Test
    void restartsAreForgottenAfterAStablePeriod() {
        bench.offer("a", Set.of(RUNNABLE));
        bench.run();
        bench.taskDies("a").run();
        bench.ring();
        bench.run();
        assertThat(bench.module("a").restarts()).isEqualTo(1);

        assertThat(bench.ring()).hasMinutes(10);
        bench.run();
        assertThat(bench.module("a").restarts()).isZero();
    }

    @Test
    void membersOfACircleWaitAndNobodyElseDoes() {
        bench.offer("a", PLAIN, "b")
                .offer("b", PLAIN, "a")
                .offer("c", PLAIN, "c")
                .offer("d", PLAIN);

        assertThat(bench.run()).containsExactly("INIT d");
        assertThat(bench.state("a")).isEqualTo(WAITING);
        assertThat(bench.state("c")).isEqualTo(WAITING);
    }

    @Test
    void waitsForAVersionThatWillDo() {
        bench.offer("a", PLAIN, "b;version=[2,3)").offer("b", "1.5.0", PLAIN);
        assertThat(bench.run()).containsExactly("INIT b");
        assertThat(bench.state("a")).isEqualTo(WAITING);

        bench.withdraw("b").offer("b", "2.1.0", PLAIN);
        assertThat(bench.run()).containsExactly("CLOSE b", "INIT b", "INIT a");
    }

    @Test
    void aHookThatHangsHoldsUpOnlyThoseThatNeedIt() {
        Bench two = Bench.with(new Policy(Policy.Order.PARALLEL, 2, Policy.OnFailure.ISOLATE, Optional.empty()));
        two.offer("hung", Set.of(RUNNABLE))
                .offer("needer", PLAIN, "hung")
                .offer("other", PLAIN)
                .hang("START hung");
        two.run();
        assertThat(two.state("other")).isEqualTo(RUNNING);
        assertThat(two.state("needer")).isEqualTo(STARTING);

        var late = two.stepUnderWay("START hung");
        two.answer("START hung", Outcome.TIMEOUT);
        assertThat(two.run()).containsExactly("STOP hung", "CLOSE needer", "CLOSE hung");
        assertThat(two.state("hung")).isEqualTo(FAILED);

        two.tell(new Command.Ended(late, Outcome.OK, late.deadline()));
        assertThat(two.run()).isEmpty();
        assertThat(two.state("hung")).isEqualTo(FAILED);
    }

    @Test
    void closesInTheMirrorOfTheOrderInWhichModulesWentUp() {
        bench.offer("b", Set.of(RUNNABLE));
        bench.run();
        bench.offer("a", Set.of(RUNNABLE, SYSTEM)).offer("c", Set.of(RUNNABLE), "b");
        assertThat(bench.run()).containsExactly("PRE_INIT a", "INIT a", "INIT c", "POST_INIT a", "START a", "START c");

        var told = new ArrayList<String>();
        bench.tell(new Command.Closing(() -> told.add("down")));
        assertThat(bench.run())
                .containsExactly(
                        "STOP c",
                        "STOP a",
                        "LEAVE POST_INIT a",
                        "CLOSE c",
                        "CLOSE a",
                        "LEAVE PRE_INIT a",
                        "STOP b",
                        "CLOSE b");
        assertThat(told).containsExactly("down");
    }

    @Test
    void tellsANewConfigurationToAModuleThatTakesItAndKeepsIt() {
        bench.offer("a", Set.of(REST)).host(Phase.REST, true);
        bench.run();

        bench.ask("a", Asked.CONFIGURATION);
        assertThat(bench.run()).containsExactly("RECONFIGURE a");
        assertThat(bench.state("a")).isEqualTo(RUNNING);

        bench.when("RECONFIGURE a", THROWN).ask("a", Asked.CONFIGURATION);
        assertThat(bench.run())
                .containsExactly("RECONFIGURE a", "DRAIN a", "LEAVE REST a", "CLOSE a", "INIT a", "REST a", "OPEN a");
    }

    @Test
    void goesDownInExactlyTheReverseOrderWhileNobodyIsSlow() {
        var many = Bench.with(Policy.standard());
        List.of("d", "b", "a", "c")
                .forEach(name -> many.offer(name, Set.of(RUNNABLE)).run());
        many.tell(new Command.Closing(() -> {}));
        assertThat(many.run())
                .containsExactly("STOP c", "CLOSE c", "STOP a", "CLOSE a", "STOP b", "CLOSE b", "STOP d", "CLOSE d");
    }

    @Test
    void oneThatIsSlowOnTheWayDownHoldsUpOthersOnlyUntilPatienceIsOver() {
        var many = Bench.with(Policy.standard());
        List.of("a", "b", "c")
                .forEach(name -> many.offer(name, Set.of(RUNNABLE)).run());
        many.hang("STOP c").tell(new Command.Closing(() -> {}));
        assertThat(many.run()).containsExactly("STOP c");
        many.tell(new Command.PatienceOver(1));
        assertThat(many.run()).containsExactlyInAnyOrder("STOP b", "STOP a", "CLOSE b", "CLOSE a");
        many.answer("STOP c", Outcome.OK);
        assertThat(many.run()).containsExactly("CLOSE c");
    }
}
