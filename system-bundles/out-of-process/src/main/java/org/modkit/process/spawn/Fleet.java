// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.render.ModuleRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All instances of one module that are children of this process. Threads of others post; its own decides. */
final class Fleet implements Elsewhere, Berth.Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final PhaseGuest guest;
    private final String module;
    private final ModuleRuntime runtime;
    private final Surroundings surroundings;
    private final Launcher launcher;
    private final Turns turns;
    private final Arrival arrival = new Arrival();
    private final AtomicBoolean isStirred = new AtomicBoolean();

    // These belong to the fleet's thread.
    private final List<Berth> berths = new ArrayList<>();
    private Optional<Registration> clients = Optional.empty();
    private Optional<String> wanted = Optional.empty();
    private boolean isOver;
    private String toldPlace = "";
    private String toldTrouble = "";

    Fleet(PhaseGuest guest, ModuleRuntime runtime, Surroundings surroundings, Launcher launcher, Turns turns) {
        this(guest, runtime, surroundings, launcher, turns, Math::random);
    }

    Fleet(
            PhaseGuest guest,
            ModuleRuntime runtime,
            Surroundings surroundings,
            Launcher launcher,
            Turns turns,
            DoubleSupplier chance) {
        this.guest = guest;
        this.module = guest.context().moduleName();
        this.runtime = runtime;
        this.surroundings = surroundings;
        this.launcher = launcher;
        this.turns = new Decisions(turns);
        for (int i = 0; i < runtime.instances(); i++) {
            berths.add(new Berth(module, runtime, this, this.turns, chance));
        }
    }

    @Override
    public void up() throws InterruptedException {
        turns.post(() -> berths.forEach(Berth::begin));
        turns.after(runtime.readyWithin(), () -> {
            if (arrival.isOpen() && berths.stream().anyMatch(Berth::isWaiting)) {
                givenUp(Words.noHub(module));
            }
        });
        arrival.await(guest.context().cancellation());
    }

    @Override
    public void down() throws InterruptedException {
        var stopped = new CompletableFuture<Void>();
        turns.post(() -> stop(runtime.grace()).thenRun(() -> {
            turns.close();
            stopped.complete(null);
        }));
        try {
            stopped.get();
        } catch (InterruptedException e) {
            turns.post(() -> stop(Duration.ZERO));
            throw e;
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private CompletableFuture<Void> stop(Duration grace) {
        isOver = true;
        clients.ifPresent(Registration::close);
        clients = Optional.empty();
        return CompletableFuture.allOf(
                berths.stream().map(berth -> berth.stop(grace)).toArray(CompletableFuture[]::new));
    }

    @Override
    public void stirred() {
        if (isStirred.compareAndSet(false, true)) {
            turns.post(() -> {
                isStirred.set(false);
                if (!isOver) {
                    berths.forEach(Berth::stirred);
                }
            });
        }
    }

    @Override
    public void reconfigured() {
        turns.post(() -> {
            if (!isOver) {
                wanted = Optional.of(launcher.shared(guest, runtime));
            }
        });
    }

    @Override
    public void admits(Admission admission) {
        turns.post(() -> berths.forEach(berth -> berth.admittedBy(admission)));
    }

    @Override
    public Launch launch() throws SpawnException {
        try {
            Launch launched = launcher.launch(guest, runtime);
            wanted = Optional.of(launched.shared());
            return launched;
        } catch (RuntimeException e) {
            LOG.debug("A bug, or a bundle that is just going", e);
            throw new SpawnException(
                    "Module '" + module + "' should start in a process of its own, but that could not be prepared: " + e
                            + ". Retry it.",
                    e);
        }
    }

    @Override
    public boolean canLaunch() {
        return !runtime.needsHub() || surroundings.isComplete();
    }

    @Override
    public void givenUp(String sentence) {
        if (!isOver) {
            stop(runtime.grace());
            if (!arrival.failed(module, sentence)) {
                guest.failed(sentence);
            }
        }
    }

    /** After each turn: looks, goes on with what has begun, and tells what has become of it. */
    private void decide(Runnable turn) {
        turn.run();
        if (!isOver) {
            look();
            renewNext();
            if (arrival.isOpen() && berths.stream().allMatch(Berth::isReady)) {
                clients = Optional.of(surroundings.publish(guest));
                arrival.reached();
            }
        }
        tell();
    }

    private void look() {
        try {
            List<ServiceInstance> known = surroundings.directory().isEmpty()
                    ? List.of()
                    : surroundings.directory().get().instances(module);
            if (surroundings.directory().isPresent()) {
                berths.forEach(berth -> berth.look(known));
            }
        } catch (DirectoryException e) {
            LOG.debug("The directory can't be asked for instances of '{}'", module, e);
        }
    }

    /** One after the other, so that of several some can be called. */
    private void renewNext() {
        boolean isBusy = berths.stream().anyMatch(Berth::isBusy);
        berths.stream()
                .filter(berth -> berth.isAboard(this::isStale))
                .filter(berth -> !isBusy || !berth.isReady())
                .findFirst()
                .ifPresent(Berth::renew);
    }

    /** Whether it was told what is no longer true. */
    private boolean isStale(Launch launch) {
        Optional<URI> hub = surroundings.hub();
        boolean isOfOtherHub = runtime.needsHub() && hub.isPresent() && !hub.equals(launch.hub());
        return isOfOtherHub || wanted.filter(launch.shared()::equals).isEmpty();
    }

    private void tell() {
        String place = String.join(
                "; ",
                berths.stream()
                        .map(Berth::place)
                        .filter(each -> !each.isEmpty())
                        .toList());
        if (!place.equals(toldPlace)) {
            toldPlace = place;
            guest.runsIn(place);
        }
        int callable = (int) berths.stream().filter(Berth::isCallable).count();
        String trouble = berths.stream()
                .map(Berth::trouble)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .map(each -> Words.missing(callable, berths.size(), each))
                .orElse("");
        if (!isOver && !trouble.equals(toldTrouble)) {
            toldTrouble = trouble;
            guest.trouble(trouble);
        }
    }

    /** Turns after each of which it is looked what has become of the fleet. */
    private final class Decisions implements Turns {
        private final Turns plain;

        Decisions(Turns plain) {
            this.plain = plain;
        }

        @Override
        public void post(Runnable turn) {
            plain.post(() -> decide(turn));
        }

        @Override
        public Registration after(Duration wait, Runnable turn) {
            return plain.after(wait, () -> decide(turn));
        }

        @Override
        public Instant now() {
            return plain.now();
        }

        @Override
        public void close() {
            plain.close();
        }
    }
}
