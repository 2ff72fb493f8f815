// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleDatabaseException;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.Version;
import org.slf4j.LoggerFactory;

/** Every kind of event with the sentence that people read of it, in the journal and in the log. */
class MessagesTest {
    private static final Duration SHORT = Duration.ofNanos(1_234_567);
    private static final Offer BILLING = offer("acme.billing", 42);
    private static final Exception REFUSED = new IllegalStateException("The licence has expired.");
    private static final Exception WITH_SENTENCES =
            new ModuleDatabaseException("billing", "The database of module 'billing' is full. Make room.", null);

    private final Narrator narrator = new Narrator(LoggerFactory.getLogger("org.modkit.test"));

    private static Offer offer(String bundle, long id) {
        return new Offer(
                id,
                "billing",
                new Version(1, 2, 0),
                List.of(),
                EnumSet.noneOf(Capability.class),
                EnumSet.noneOf(Capability.class),
                false,
                new BundleRef(bundle, "1.2.0", id),
                null);
    }

    private static Step step(Phase phase, Step.Way way) {
        return new Step(1, 1, BILLING, phase, way, false, Duration.ofSeconds(30), 0, 0);
    }

    private JournalEntry tell(Event.What what) {
        boolean ofAll = what instanceof Event.Host
                || what instanceof Event.Settled
                || what instanceof Event.Closing
                || what instanceof Event.Refused;
        Optional<Offer> offer = ofAll ? Optional.empty() : Optional.of(BILLING);
        return narrator.tell(new Event(2, 1, Instant.EPOCH, offer, what), Snapshot.empty());
    }

    private void says(Event.What what, String text) {
        assertThat(tell(what).text()).isEqualTo(text);
    }

    private void ends(Phase phase, Step.Way way, Outcome outcome, String text) {
        says(new Event.StepEnded(step(phase, way), outcome, SHORT), text);
    }

    @Test
    void tellsOfOffers() {
        says(new Event.Offered(), "Bundle acme.billing [42] offers module 'billing' 1.2.0.");
        says(new Event.Withdrawn(), "Bundle acme.billing [42] takes module 'billing' back.");
        says(
                new Event.Twin(offer("acme.other", 43)),
                "Two bundles offer a module named 'billing': acme.other [43] and acme.billing [42]. The"
                        + " first one stays; the second is ignored until the first leaves.");
        says(new Event.Refused("It is refused for a reason."), "It is refused for a reason.");
    }

    @Test
    void tellsOfStepsThatWentWell() {
        ends(Phase.PRE_INIT, Step.Way.UP, Outcome.OK, "Module 'billing' passed PRE_INIT in 1 ms.");
        ends(Phase.DATABASE, Step.Way.UP, Outcome.OK, "Module 'billing' passed DATABASE in 1 ms.");
        ends(Phase.DATABASE, Step.Way.DOWN, Outcome.OK, "Module 'billing' left DATABASE in 1 ms.");
        ends(Phase.SPAWN, Step.Way.UP, Outcome.OK, "Module 'billing' became ready in another process in 1 ms.");
        ends(Phase.SPAWN, Step.Way.DOWN, Outcome.OK, "Module 'billing' ended in its process in 1 ms.");
        ends(Phase.INIT, Step.Way.UP, Outcome.OK, "Module 'billing' was initialized in 1 ms.");
        ends(Phase.INIT, Step.Way.DOWN, Outcome.OK, "Module 'billing' was closed in 1 ms.");
        ends(Phase.START, Step.Way.UP, Outcome.OK, "Module 'billing' started in 1 ms.");
        ends(Phase.START, Step.Way.DOWN, Outcome.OK, "Module 'billing' stopped in 1 ms.");
        ends(Phase.INIT, Step.Way.RECONFIGURE, Outcome.OK, "Module 'billing' took over its new configuration in 1 ms.");
    }

    @Test
    void tellsOfStepsThatDidNot() {
        ends(
                Phase.INIT,
                Step.Way.UP,
                Outcome.failed(REFUSED),
                "Module 'billing' failed in INIT after 1 ms: The licence has expired.");
        ends(
                Phase.START,
                Step.Way.UP,
                Outcome.failed(new NoClassDefFoundError("acme/Ledger")),
                "Module 'billing' failed in START after 1 ms: java.lang.NoClassDefFoundError: acme/Ledger.");
        ends(
                Phase.DATABASE,
                Step.Way.UP,
                Outcome.failed(WITH_SENTENCES),
                "Module 'billing' failed in DATABASE after 1 ms. The database of module 'billing' is full. Make room.");
        ends(
                Phase.START,
                Step.Way.DOWN,
                Outcome.failed(REFUSED),
                "Module 'billing' failed in STOP after 1 ms: The licence has expired. The container went on"
                        + " stopping.");
        ends(
                Phase.START,
                Step.Way.UP,
                Outcome.CANCELLED,
                "Module 'billing' gave up START after 1 ms, since it is to go down.");
        ends(
                Phase.START,
                Step.Way.UP,
                Outcome.TIMEOUT,
                "Module 'billing' did not finish START within 30 s. Its thread 'START billing' was interrupted, and what"
                        + " it had begun is undone.");
        ends(
                Phase.INIT,
                Step.Way.DOWN,
                Outcome.TIMEOUT,
                "Module 'billing' did not finish CLOSE within 30 s. Its thread 'CLOSE billing' was interrupted, and the"
                        + " container went on stopping.");
    }

    @Test
    void tellsOfHooksThatTakeLong() {
        Step start = step(Phase.START, Step.Way.UP);
        says(
                new Event.Slow(start, "    at acme.Billing.start(Billing.java:7)\n"),
                "Module 'billing' has used half of the 30 s it has for START. It is here:\n"
                        + "    at acme.Billing.start(Billing.java:7)\n");
        says(
                new Event.Slow(start, ""),
                "Module 'billing' has used half of the 30 s it has for START. It waits for its ready signal.");
        says(
                new Event.Abandoned(start, false, "    at acme.Billing.start(Billing.java:7)\n"),
                "The thread 'START billing' of module 'billing' was interrupted and has not ended. It is here:\n"
                        + "    at acme.Billing.start(Billing.java:7)\n");
        says(new Event.Abandoned(start, true, ""), "The thread 'START billing' of module 'billing' has ended at last.");
    }

    private static Failure failure(Failure.Kind kind, Exception cause) {
        return new Failure(Phase.START, kind, Optional.ofNullable(cause), Duration.ofSeconds(90), 1);
    }

    @Test
    void tellsOfFailuresAndRestarts() {
        says(
                new Event.Failed(failure(Failure.Kind.THREW, REFUSED)),
                "Module 'billing' failed in START after 90 s: The licence has expired.");
        says(
                new Event.Failed(failure(Failure.Kind.TIMED_OUT, null)),
                "Module 'billing' failed in START: it was not done within 90 s.");
        says(
                new Event.TaskDied(failure(Failure.Kind.TASK_DIED, REFUSED)),
                "The background work of module 'billing' died after 90 s: The licence has expired.");
        says(
                new Event.RestartIn(Duration.ofSeconds(2), 1, 5),
                "Module 'billing' is restarted in 2 s (1 of at most 5).");
        says(new Event.RestartDue(), "Module 'billing' is restarted now.");
        says(
                new Event.GivenUp(5),
                "Module 'billing' is not restarted any more after 5 restarts. Correct the cause, then retry it or deploy"
                        + " a new version.");
        says(new Event.Stable(), "Module 'billing' is stable; its restarts are forgotten.");
    }

    @Test
    void tellsWhatToDoAboutAFailure() {
        assertThat(Messages.remedy("billing", failure(Failure.Kind.THREW, REFUSED)))
                .isEqualTo("Correct the cause, then retry it or deploy a new version.");
        assertThat(Messages.remedy("billing", failure(Failure.Kind.TIMED_OUT, null)))
                .isEqualTo("See what holds it up in the log, or allow it more time with 'modules.billing.deadlines';"
                        + " then retry it or deploy a new version.");
        assertThat(Messages.remedy("billing", failure(Failure.Kind.THREW, WITH_SENTENCES)))
                .isEqualTo("Then retry it or deploy a new version.");
    }

    @Test
    void tellsOfStates() {
        says(new Event.Running(), "Module 'billing' is running.");
        says(new Event.Place("process 7"), "Module 'billing' runs in process 7.");
        says(new Event.Place(""), "Module 'billing' runs nowhere now.");
        says(new Event.Waiting(), "Module 'billing' waited for a moment.");
        says(new Event.Down(), "Module 'billing' is gone.");
        says(new Event.Trouble("The database of module 'billing' is ill."), "The database of module 'billing' is ill.");
        says(new Event.Trouble(""), "All is well again with module 'billing'.");
    }

    @Test
    void tellsOfWhatWasAsked() {
        says(Event.Asked.RETRY, "Somebody asked to retry module 'billing'.");
        says(Event.Asked.RESTART, "Somebody asked to restart module 'billing'.");
        says(Event.Asked.CONFIGURATION, "The configuration of module 'billing' changed.");
        says(Event.Asked.DATABASE, "The configuration of the database of module 'billing' changed.");
    }

    @Test
    void tellsOfHosts() {
        assertThat(Messages.host(Optional.of("web"), new Event.Host(Phase.REST, true), false))
                .isEqualTo("Module 'web' is the REST host now.");
        assertThat(Messages.host(Optional.of("hub"), new Event.Host(Phase.GRPC, false), false))
                .isEqualTo(
                        "Module 'hub', the gRPC hub, leaves; modules that run go on without their gRPC services until"
                                + " the next one comes.");
        assertThat(Messages.host(Optional.of("hub"), new Event.Host(Phase.GRPC, false), true))
                .isEqualTo("Module 'hub', the gRPC hub, leaves.");
        says(
                new Event.StandsBy(Phase.REST),
                "Module 'billing' is a second REST host and has nothing to do. It takes over when the first one leaves.");
        ends(Phase.REST, Step.Way.ATTACH, Outcome.OK, "Module 'billing' was given to the REST host in 1 ms.");
        ends(Phase.GRPC, Step.Way.DETACH, Outcome.OK, "Module 'billing' was taken from the gRPC hub in 1 ms.");
    }

    @Test
    void tellsOfTheRuntimeAsAWhole() {
        says(new Event.Host(Phase.DATABASE, true), "The host of phase DATABASE is here.");
        says(
                new Event.Host(Phase.DATABASE, false),
                "The host of phase DATABASE leaves; modules in that phase come down from it.");
        says(new Event.Host(Phase.GRPC, true), "The gRPC hub is here.");
        says(
                new Event.Host(Phase.REST, false),
                "The REST host leaves; modules that run go on without their REST routes until the next one comes.");
        says(
                new Event.Settled(3, 2, 1, Duration.ofSeconds(2)),
                "Container settled in 2 s: 3 running, 2 waiting, 1 failed.");
        says(new Event.Closing(false), "Everything goes down.");
        says(
                new Event.Closing(true),
                "Everything goes down, since a module failed and 'lifecycle.on_failure' is 'fail-fast'.");
    }

    @Test
    void tellsOfCircles() {
        assertThat(Messages.circle(List.of("a", "a"))).isEqualTo("Module 'a' needs itself: a -> a. Remove this need.");
        assertThat(Messages.circle(List.of("a", "b", "a")))
                .isEqualTo("Modules need each other in a circle: a -> b -> a. Remove one of these needs.");
    }
}
