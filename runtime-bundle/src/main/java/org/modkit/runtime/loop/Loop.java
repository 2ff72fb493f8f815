// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
 */
public final class Loop implements AutoCloseable {
    private final BlockingQueue<Command> inbox = new LinkedBlockingQueue<>();
    private final Model model;
    private final StepRunner runner;
    private final Consumer<Effects> report;
    private final Alarms alarms;
    private final Thread thread = new Thread(this::run, "modkit-loop");
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
        this.alarms = new Alarms(nanos, runner);
    }

    /**
     * Begins to run, on a thread of its own.
     *
     * @param broken told if the loop ends by a bug in the runtime, which nothing can recover from
     */
    public void open(Thread.UncaughtExceptionHandler broken) {
        thread.setUncaughtExceptionHandler(broken);
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
    }

    /**
     * Returns how everything stands.
     *
     * @return the latest snapshot
     */
    public Snapshot snapshot() {
        return snapshot;
    }

    private void run() {
        var batch = new ArrayList<Command>();
        try {
            while (!closed) {
                Command first = inbox.poll(Math.max(0, alarms.untilNext()), TimeUnit.NANOSECONDS);
                if (first != null) {
                    batch.add(first);
                    inbox.drainTo(batch);
                }
                turn(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        inbox.add(new Command.WhenSettled(() -> {}));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
