// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.plan.Command;

/**
 * Runs steps on hook threads and tells how they end.
 *
 * <p>The planner never has more steps under way than there are workers, so threads are not rationed here; one that a
 * module never gives back costs nobody else anything.
 */
public final class HookRunner implements StepRunner, AutoCloseable {
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            2,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new RuntimeThread(work, "modkit-hook"));
    private final Map<Long, Live> lives = new ConcurrentHashMap<>();
    private final Map<Long, Working> working = new ConcurrentHashMap<>();
    private final Services services;
    private final PhaseTable table;

    /** A step under way. */
    private final class Working {
        final Step step;
        final long begun = System.nanoTime();
        final AtomicBoolean told = new AtomicBoolean();
        volatile Thread thread;

        Working(Step step) {
            this.step = step;
        }

        void end(Outcome outcome) {
            if (told.compareAndSet(false, true)) {
                working.remove(step.id(), this);
                var took = Duration.ofNanos(System.nanoTime() - begun);
                services.commands().accept(new Command.Ended(step, outcome, took));
            }
        }
    }

    /**
     * Creates a runner without threads; they come with the work.
     *
     * @param services what hooks are given
     */
    public HookRunner(Services services) {
        this.services = services;
        this.table = new PhaseTable(services.system(), services.hosts());
    }

    @Override
    public void begin(Step step) {
        var work = new Working(step);
        working.put(step.id(), work);
        threads.execute(() -> perform(work));
    }

    private void perform(Working work) {
        if (work.told.get() && work.step.way() == Step.Way.UP) {
            return; // The deadline passed before a thread was to be had.
        }
        Thread thread = Thread.currentThread();
        String idle = thread.getName();
        thread.setName(work.step.label());
        work.thread = thread;
        Outcome[] ended = {null};
        try {
            call(work, outcome -> {
                if (Thread.currentThread() == thread && work.thread == thread) {
                    ended[0] = outcome;
                } else {
                    work.end(outcome);
                }
            });
        } catch (Throwable e) {
            ended[0] = outcomeOf(work.step, e);
        } finally {
            work.thread = null;
            thread.setName(idle);
            Thread.interrupted();
        }
        if (ended[0] != null) {
            work.end(ended[0]);
        }
    }

    private void call(Working work, Consumer<Outcome> then) throws Exception {
        Step step = work.step;
        Live live = step.way() == Step.Way.DOWN ? lives.get(step.run()) : liveFor(work);
        if (live == null) {
            then.accept(Outcome.OK); // Its objects were never to be had, so there is nothing to undo.
            return;
        }
        try {
            ModuleLoaderScope.within(live.loader(), () -> table.perform(step, live, then));
        } finally {
            if (step.last()) {
                end(step);
            }
        }
    }

    private Live liveFor(Working work) {
        Step step = work.step;
        Live live = lives.get(step.run());
        if (live == null) {
            live = new Live(step, services);
            lives.put(step.run(), live);
            if (work.told.get()) {
                // Taking hold of the objects took longer than the deadline, and all is undone already.
                end(step);
                throw new IllegalStateException("The module's objects came too late.");
            }
        }
        return live;
    }

    /** Ends an incarnation once, whoever comes first: its last step, or the deadline of that. */
    private void end(Step step) {
        Live live = lives.remove(step.run());
        if (live != null) {
            live.end();
        }
    }

    /** What a hook throws after it was told to give way is its way of giving way. */
    private Outcome outcomeOf(Step step, Throwable thrown) {
        Live live = lives.get(step.run());
        boolean cancelled = step.way() == Step.Way.UP && live != null && live.token.isCancelled();
        return cancelled ? Outcome.CANCELLED : Outcome.failed(thrown);
    }

    @Override
    public void cancel(Step step) {
        Live live = lives.get(step.run());
        if (live != null) {
            threads.execute(live.token::cancel);
        }
    }

    @Override
    public void interrupt(Step step) {
        Working work = working.get(step.id());
        if (work == null) {
            return;
        }
        Thread thread = work.thread;
        if (thread != null) {
            thread.interrupt();
        } else {
            // Nobody works at it: it waits for a ready signal that is too late now.
            work.told.set(true);
            working.remove(step.id(), work);
        }
        if (step.last()) {
            // What the module registered must not outlive it, even if its last hook does.
            threads.execute(() -> end(step));
        }
    }

    @Override
    public String stack(Step step) {
        Working work = working.get(step.id());
        Live live = lives.get(step.run());
        String tasks = live == null || live.background() == null
                ? ""
                : live.background().stacks();
        Thread thread = work == null ? null : work.thread;
        return thread == null ? (work == null ? "" : tasks) : RuntimeThread.stackOf(thread) + tasks;
    }

    /** Lets idle threads go; a thread that a module never gives back stays what it is. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
