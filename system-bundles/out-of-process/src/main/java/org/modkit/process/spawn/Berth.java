// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.exit.Exit;
import org.modkit.process.render.ModuleRuntime;
import org.modkit.process.render.ModuleRuntime.Readiness;

/**
 * A place for one instance: who is in it, how often it was started again, and what comes next. Everything happens on the
 * thread of its fleet.
 */
final class Berth {
    /** What a berth needs of its fleet. */
    interface Crew {
        /** Starts an instance. */
        Launch launch() throws SpawnException;

        /** Whether one can be started and looked after now. */
        boolean canLaunch();

        /** Called when it should not be tried any further. */
        void givenUp(String sentence);
    }

    private enum State {
        /** Nobody has asked for it yet, or nobody does any more. */
        EMPTY,
        /** It can't be started for want of a hub. */
        WAITING,
        STARTING,
        /** It takes too long and is being stopped. */
        LATE,
        READY,
        /** It is being stopped in order to be started anew. */
        RENEWING,
        /** It died and is going to be started again. */
        RESTING
    }

    private final String module;
    private final ModuleRuntime runtime;
    private final Crew crew;
    private final Turns turns;
    private final DoubleSupplier chance;

    private State state = State.EMPTY;
    private boolean isWanted;
    private Optional<Launch> launch = Optional.empty();
    private Restarts restarts = Restarts.NONE;
    private Instant readySince = Instant.MAX;
    private Instant next = Instant.MAX;
    private String lastExit = "";
    private String lastDeath = "";
    private boolean isSilent;
    private Registration alarm = () -> {};
    private CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);

    Berth(String module, ModuleRuntime runtime, Crew crew, Turns turns, DoubleSupplier chance) {
        this.module = module;
        this.runtime = runtime;
        this.crew = crew;
        this.turns = turns;
        this.chance = chance;
    }

    /** Has an instance in it from now on. */
    void begin() {
        isWanted = true;
        spawn();
    }

    private void spawn() {
        if (!isWanted) {
            return;
        }
        if (!crew.canLaunch()) {
            state = State.WAITING;
            return;
        }
        try {
            Launch started = crew.launch();
            launch = Optional.of(started);
            gone = new CompletableFuture<>();
            state = State.STARTING;
            alarm(runtime.readyWithin(), this::late);
            started.instance().exit().thenAccept(exit -> turns.post(() -> ended(started, exit)));
            if (runtime.readiness() == Readiness.STARTED) {
                ready();
            }
        } catch (SpawnException e) {
            boolean isFirst = restarts.equals(Restarts.NONE) && lastExit.isEmpty();
            if (isFirst) {
                state = State.EMPTY;
                crew.givenUp(e.getMessage());
            } else {
                died(e.getMessage(), Duration.ZERO);
            }
        }
    }

    private void alarm(Duration wait, Runnable turn) {
        alarm.close();
        alarm = turns.after(wait, turn);
    }

    /** Hears what the directory knows of the module. */
    void look(List<ServiceInstance> known) {
        if (launch.isEmpty() || runtime.readiness() == Readiness.STARTED) {
            return;
        }
        UUID id = launch.get().instance().id();
        boolean isCallable = known.stream()
                .anyMatch(each -> each.id().equals(id) && each.state().isCallable());
        if (state == State.STARTING && isCallable) {
            ready();
        }
        isSilent = state == State.READY && !isCallable;
    }

    private void ready() {
        state = State.READY;
        readySince = turns.now();
        alarm(runtime.supervision().stableAfter(), () -> restarts = Restarts.NONE);
    }

    private void late() {
        state = State.LATE;
        launch.ifPresent(started -> started.instance().stop(runtime.grace()));
    }

    private void ended(Launch which, Exit exit) {
        which.ended();
        if (launch.filter(which::equals).isEmpty()) {
            return;
        }
        CompletableFuture<Void> over = gone;
        launch = Optional.empty();
        alarm.close();
        isSilent = false;
        lastExit = exit.words() + " at " + Words.time(turns.now());
        State before = state;
        state = State.EMPTY;
        if (before == State.RENEWING) {
            spawn();
        } else if (isWanted) {
            boolean wasReady = before == State.READY;
            String lastWords = which.words().sentence();
            Duration readyFor = wasReady ? Duration.between(readySince, turns.now()) : Duration.ZERO;
            died(
                    before == State.LATE
                            ? Words.notReady(module, runtime.readyWithin(), lastWords)
                            : Words.ended(exit, wasReady, lastWords),
                    readyFor);
        }
        over.complete(null);
    }

    private void died(String what, Duration readyFor) {
        lastDeath = what;
        Optional<Restarts.Again> again = restarts.after(runtime.supervision(), readyFor, chance.getAsDouble());
        if (again.isEmpty()) {
            state = State.EMPTY;
            crew.givenUp(Words.givenUp(module, runtime.supervision(), what));
            return;
        }
        restarts = again.get().restarts();
        state = State.RESTING;
        next = turns.now().plus(again.get().pause());
        alarm(again.get().pause(), this::spawn);
    }

    /** The surroundings have changed; one that waits for a hub need not wait any longer. */
    void stirred() {
        if (state == State.WAITING) {
            spawn();
        }
    }

    /** Whether somebody is in it of whom something is true. */
    boolean isAboard(Predicate<Launch> condition) {
        return launch.filter(condition).isPresent();
    }

    /** Politely replaces the instance, which is no death. */
    void renew() {
        if (state == State.READY || state == State.STARTING) {
            state = State.RENEWING;
            alarm.close();
            isSilent = false;
            launch.ifPresent(started -> started.instance().stop(runtime.grace()));
        }
    }

    void admittedBy(Admission admission) {
        launch.ifPresent(started -> started.admitted().by(Optional.of(admission)));
    }

    /** Empties it for good; completed when nothing is left. */
    CompletableFuture<Void> stop(Duration grace) {
        isWanted = false;
        alarm.close();
        if (launch.isEmpty()) {
            state = State.EMPTY;
        }
        launch.ifPresent(started -> started.instance().stop(grace));
        return gone;
    }

    boolean isReady() {
        return state == State.READY;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isBusy() {
        return state == State.RENEWING || state == State.STARTING || state == State.LATE;
    }

    boolean isCallable() {
        return isReady() && !isSilent;
    }

    /** Where it runs and what became of those before, in some words; empty if there is nothing to tell. */
    String place() {
        String who = launch.map(started -> (started.instance().pid().isPresent()
                                ? "process " + started.instance().pid().getAsLong() + ", "
                                : "")
                        + "instance " + started.instance().id()
                        + (isReady() ? "" : " (" + (isWanted ? "not ready yet" : "stopping") + ")"))
                .orElse(state == State.RESTING ? "no process until " + Words.time(next) : "");
        String before = restarts.count() > 0 ? ", " + Words.restarts(restarts.count()) : "";
        return who.isEmpty() ? "" : who + before + (lastExit.isEmpty() ? "" : ", last exit: " + lastExit);
    }

    /** Why nobody in it can be called, and what comes next; empty while all is well or it starts for the first time. */
    String trouble() {
        String count = Words.count(restarts.count(), runtime.supervision());
        return switch (state) {
            case EMPTY -> "";
            case WAITING -> Words.noHub(module);
            case STARTING, LATE -> restarts.count() == 0 ? "" : Words.startedAgain(lastDeath, count);
            case READY ->
                isSilent ? Words.silent(launch.orElseThrow().instance().id()) : "";
            case RENEWING -> Words.moved();
            case RESTING -> Words.again(lastDeath, next, count);
        };
    }
}
