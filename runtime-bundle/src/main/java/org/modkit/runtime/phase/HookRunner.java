// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.plan.Command;

/**
 * Runs steps on hook threads and tells how they end.
 *
 * <p>As many threads as there are workers, fed from a queue: the planner hands out some steps ahead, so that a thread
 * that ends a short hook finds the next one without being parked in between. A thread that takes the loop's turn when its
 * step has ended goes on with the first step of that turn. A thread that a module does not give back in time is made up
 * for by another.
 */
public final class HookRunner implements StepRunner, AutoCloseable {
    private static final int KEEP_SECONDS = 2;
    private static final String IDLE = "modkit-hook";

    private final ThreadPoolExecutor hooks = new ThreadPoolExecutor(
            1, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HookRunner::thread);
    /** For what must not wait behind hooks: cancelling, and clearing up after a hook that hangs. */
    private final ThreadPoolExecutor errands = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), HookRunner::thread);

    private final Map<Long, Live> lives = new ConcurrentHashMap<>();
    private final Map<Long, Working> working = new ConcurrentHashMap<>();
    private final AtomicInteger wanted = new AtomicInteger(1);
    private final Services services;
    private final PhaseTable table;
    /** Belongs to the loop thread. */
    private int workers = 1;

    private static Thread thread(Runnable work) {
        return new RuntimeThread(work, IDLE);
    }

    /** A step under way. */
    private final class Working {
        final Step step;
        final AtomicBoolean told = new AtomicBoolean();
        /** When a thread took it up; 0 while it waits for one. */
        volatile long begun;

        volatile boolean cancelled;
        /** Set by whoever comes first: the hook that ends, or the deadline that interrupts it. */
        final AtomicBoolean decided = new AtomicBoolean();

        volatile boolean interrupted;
        volatile Thread thread;

        Working(Step step) {
            this.step = step;
        }

        void end(Outcome outcome) {
            end(outcome, services.commands());
        }

        /** On a hook thread that has nothing else to do. */
        void endOfWork(RuntimeThread worker, Outcome outcome) {
            end(outcome, ended -> worker.seek(() -> services.ended().accept(ended)));
        }

        private void end(Outcome outcome, Consumer<Command> teller) {
            if (told.compareAndSet(false, true)) {
                working.remove(step.id(), this);
                var took = Duration.ofNanos(System.nanoTime() - begun);
                teller.accept(new Command.Ended(step, outcome, took));
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
        this.table = new PhaseTable(services.system(), services.hosts(), lives::get);
        hooks.allowCoreThreadTimeOut(true);
    }

    @Override
    public void workers(int count) {
        if (count != workers) {
            int change = count - workers;
            workers = count;
            resize(change);
        }
    }

    /** Threads wanted are the workers and those that make up for stuck ones. */
    private void resize(int change) {
        wanted.addAndGet(change);
        int size;
        do {
            size = wanted.get();
            hooks.setCorePoolSize(size);
        } while (size != wanted.get());
    }

    @Override
    public void begin(Step step) {
        var work = new Working(step);
        working.put(step.id(), work);
        Runnable performance = () -> perform(work);
        if (!RuntimeThread.keeps(performance)) {
            hooks.execute(() -> performAll(performance));
        }
    }

    private static void performAll(Runnable first) {
        var thread = (RuntimeThread) Thread.currentThread();
        for (Runnable next = first; next != null; next = thread.takeNext()) {
            next.run();
        }
    }

    private void perform(Working work) {
        work.begun = System.nanoTime();
        renewToken(work.step);
        if (work.cancelled) {
            work.end(Outcome.CANCELLED); // Nobody was called, so nobody will be called to undo it.
            return;
        }
        var thread = (RuntimeThread) Thread.currentThread();
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
            ended[0] = outcomeOf(work, e);
        } finally {
            work.thread = null;
            if (hooks.getQueue().isEmpty()) {
                thread.setName(IDLE); // Renaming asks the system, so who has more to do goes on to the next name.
            }
            if (work.decided.getAndSet(true)) {
                awaitInterrupt(work);
                resize(-1);
            }
            Thread.interrupted();
        }
        if (ended[0] != null) {
            work.endOfWork(thread, ended[0]);
        }
    }

    /** Before it is looked whether the step is cancelled, so that a cancellation meets the token that holds now. */
    private void renewToken(Step step) {
        Live live = lives.get(step.run());
        if (live != null && step.way() == Step.Way.UP && step.phase().compareTo(Phase.INIT) <= 0) {
            live.renew();
        }
    }

    /** An interrupt that is on its way must not hit the next step of this thread. */
    private static void awaitInterrupt(Working work) {
        while (!work.interrupted) {
            Thread.onSpinWait();
        }
    }

    private void call(Working work, Consumer<Outcome> then) throws Exception {
        Step step = work.step;
        Live live = step.direction() == Direction.DOWN ? lives.get(step.run()) : liveFor(work);
        if (live == null) {
            then.accept(Outcome.OK); // Nobody was ever called, so there is nothing to undo.
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
            if (work.interrupted) {
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
    private Outcome outcomeOf(Working work, Throwable thrown) {
        return work.cancelled ? Outcome.CANCELLED : Outcome.failed(thrown);
    }

    @Override
    public void cancel(Step step) {
        Working work = working.get(step.id());
        if (work != null) {
            work.cancelled = true;
        }
        Live live = lives.get(step.run());
        if (live == null) {
            return;
        }
        if (step.phase() == Phase.START) {
            // Perhaps only its host left, and the module stays initialized.
            Optional.ofNullable(live.background()).ifPresent(run -> errands.execute(run::cancel));
        } else if (step.phase().compareTo(Phase.INIT) <= 0) {
            errands.execute(live::cancel);
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
            if (!work.decided.getAndSet(true)) {
                resize(1);
                thread.interrupt();
                work.interrupted = true;
            }
        } else {
            // Nobody works at it: it waits for a ready signal that is too late now.
            work.told.set(true);
            working.remove(step.id(), work);
        }
        if (step.last()) {
            // What the module registered must not outlive it, even if its last hook does.
            errands.execute(() -> end(step));
        }
    }

    @Override
    public OptionalLong begunAt(Step step) {
        Working work = working.get(step.id());
        return work == null || work.begun == 0 ? OptionalLong.empty() : OptionalLong.of(work.begun);
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
        hooks.shutdown();
        errands.shutdown();
    }
}
