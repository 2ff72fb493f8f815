// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.phase.StepRunner;
import org.modkit.runtime.plan.Command;
import org.modkit.runtime.plan.Effects;
import org.modkit.runtime.plan.Model;

/**
 * Folds what happens into the model, one batch at a time, and sees to what comes of it.
 *
 * <p>Anybody may {@link #post} and anybody may read the {@link #snapshot}; neither blocks. Everything that is waiting is
 * folded before steps are chosen, so modules offered together become one wave.
 *
 * <p>The loop is a role, held by one thread at a time: by its own thread, or by a hook thread that has just ended a step
 * and takes the turn itself. Then short hooks follow one another without any thread being woken in between.
 */
public final class Loop implements AutoCloseable {
    /** The longest sleep, since a time that is infinitely far away can't be compared. */
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private final Queue<Command> inbox = new ConcurrentLinkedQueue<>();
    /** Whether some thread is the loop now. Model, alarms, runner and batch are for that one alone. */
    private final AtomicBoolean taken = new AtomicBoolean();

    private final List<Command> batch = new ArrayList<>();
    private final Model model;
    private final StepRunner runner;
    private final Consumer<Effects> report;
    private final Alarms alarms;
    private final LongSupplier nanos;
    private final Thread thread = new Thread(this::run, "modkit-loop");
    /** What the loop's own thread sleeps on; one permit is enough to wake it. */
    private final Semaphore awake = new Semaphore(0);

    private volatile Thread.UncaughtExceptionHandler broken;
    /** When the loop's own thread wakes by itself. */
    private volatile long wakeAt;

    private volatile Snapshot snapshot = Snapshot.empty();
    private volatile boolean closed;

    /**
     * Creates a loop that is not running yet.
     *
     * @param model belongs to the loop from now on
     * @param runner runs the steps
     * @param report gets the effects of every batch, on the loop thread; must only put them aside
     * @param nanos a monotonic clock
     */
    public Loop(Model model, StepRunner runner, Consumer<Effects> report, LongSupplier nanos) {
        this.model = model;
        this.runner = runner;
        this.report = report;
        this.nanos = nanos;
        this.alarms = new Alarms(nanos, runner);
    }

    /**
     * Begins to run, on a thread of its own.
     *
     * @param handler told if the loop ends by a bug in the runtime, which nothing can recover from
     */
    public void open(Thread.UncaughtExceptionHandler handler) {
        broken = handler;
        wakeAt = nanos.getAsLong();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Tells the loop of a fact.
     *
     * @param command the fact
     */
    public void post(Command command) {
        inbox.add(command);
        wake();
    }

    /**
     * Tells the loop of a fact and takes the turn, unless another thread is at it. For a hook thread that has nothing to
     * do, and that will begin the first step the turn hands out.
     *
     * @param command the fact
     */
    public void postAndTurn(Command command) {
        inbox.add(command);
        tryTurn();
        if (!inbox.isEmpty()) {
            wake();
        }
    }

    /**
     * Returns how everything stands.
     *
     * @return the latest snapshot
     */
    public Snapshot snapshot() {
        return snapshot;
    }

    private void wake() {
        if (awake.availablePermits() == 0) {
            awake.release();
        }
    }

    private void run() {
        try {
            live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() throws InterruptedException {
        while (!closed) {
            boolean mine = tryTurn();
            if (!mine || inbox.isEmpty()) {
                // Whoever else has the turn looks into the inbox afterwards, and wakes this thread if need be.
                awake.tryAcquire(wakeAt - nanos.getAsLong(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** One turn, unless another thread is at it; returns whether there was one. */
    private boolean tryTurn() {
        if (closed || !taken.compareAndSet(false, true)) {
            return false;
        }
        try {
            for (Command next = inbox.poll(); next != null; next = inbox.poll()) {
                batch.add(next);
            }
            turn(batch);
            batch.clear();
            setAlarm();
        } catch (RuntimeException | Error bug) {
            closed = true;
            broken.uncaughtException(Thread.currentThread(), bug);
        } finally {
            taken.set(false);
        }
        return true;
    }

    /** Sees to it that the loop's own thread wakes in time; too early does no harm. */
    private void setAlarm() {
        long next = nanos.getAsLong() + Math.min(alarms.untilNext(), LONG);
        boolean mine = Thread.currentThread() == thread;
        if (mine || next - wakeAt < 0) {
            wakeAt = next;
            if (!mine) {
                wake();
            }
        }
    }

    /** One batch, from facts to effects; called by tests as well. */
    void turn(List<Command> batch) {
        for (Command command : batch) {
            if (command instanceof Command.Ended over) {
                alarms.forget(over.step());
            }
        }
        alarms.ring(batch);
        if (batch.isEmpty()) {
            return;
        }
        Effects effects = model.fold(batch);
        // The state first, so that neither a hook nor a listener ever sees an older one than it was called for.
        snapshot = effects.snapshot();
        runner.workers(effects.workers());
        effects.timers().forEach(timer -> alarms.later(timer.in(), timer.command()));
        effects.steps().forEach(step -> {
            alarms.watch(step);
            runner.begin(step);
        });
        effects.cancels().forEach(runner::cancel);
        report.accept(effects);
    }

    /** Ends the loop; what is posted afterwards is lost. Waits until its thread is gone. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
