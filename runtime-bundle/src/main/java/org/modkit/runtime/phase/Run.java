// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.modkit.api.CancellationToken;
import org.modkit.api.capability.BackgroundTask;
import org.modkit.api.capability.ReadySignal;
import org.modkit.api.capability.RunContext;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.plan.Command;

/**
 * The background work of one incarnation, from its start to its stop.
 *
 * <p>How the start ends is one future, which whatever comes first completes: the ready signal, a task that dies, or
 * cancellation. That a task died is told to the loop as a fact of its own.
 */
final class Run implements RunContext, ReadySignal {
    private record Task(RuntimeThread thread, CompletableFuture<Void> over) {}

    private final Live live;
    private final CancellationToken.Child token;
    private final Services services;
    private final CompletableFuture<Outcome> started = new CompletableFuture<>();
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private final long begun = System.nanoTime();
    private volatile boolean promised;

    Run(Live live, Services services) {
        this.live = live;
        this.services = services;
        this.token = live.cancellation().child();
        token.onCancel(() -> started.complete(Outcome.CANCELLED));
    }

    /** Tells the work that it is to end. */
    void cancel() {
        token.cancel();
    }

    /** To be called when {@code start} has returned; tells how it ended, at once or when the promised signal comes. */
    void whenStarted(Consumer<Outcome> then) {
        if (!promised) {
            started.complete(Outcome.OK);
        }
        started.thenAccept(then);
    }

    @Override
    public CancellationToken cancellation() {
        return token;
    }

    @Override
    public ReadySignal readySignal() {
        promised = true;
        return this;
    }

    @Override
    public void ready() {
        started.complete(Outcome.OK);
    }

    @Override
    public void task(String name, BackgroundTask work) {
        if (token.isCancelled()) {
            throw new IllegalStateException("Module '" + live.offer.name() + "' began the task '" + name
                    + "' after its turn to stop had come. Begin tasks in start.");
        }
        var over = new CompletableFuture<Void>();
        var thread = new RuntimeThread(() -> perform(work, over), live.offer.name() + "/" + name);
        var task = new Task(thread, over);
        tasks.add(task);
        over.whenComplete((nothing, error) -> tasks.remove(task));
        thread.start();
    }

    private void perform(BackgroundTask work, CompletableFuture<Void> over) {
        RuntimeThread.workingUnder(token);
        try {
            ModuleLoaderScope.within(live.loader(), () -> work.run(token));
        } catch (Throwable e) {
            failed(e);
        } finally {
            over.complete(null);
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (token.isCancelled()) {
            return;
        }
        // The same whether it dies before or after the start is over, so that it is no race which of them it is.
        var after = Duration.ofNanos(System.nanoTime() - begun);
        services.commands().accept(new Command.TaskDied(live.offer, live.run, cause, after));
        started.complete(Outcome.CANCELLED);
    }

    /** Waits for the tasks, politely for half of the time, then with interrupts. */
    void awaitTasks(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        if (!awaitUntil(end - atMost.toNanos() / 2)) {
            tasks.forEach(task -> task.thread.interrupt());
            awaitUntil(end);
        }
    }

    private boolean awaitUntil(long end) throws InterruptedException {
        try {
            var all = tasks.stream().map(Task::over).toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("Tasks report their ends, never how.", e);
        }
    }

    /** The stacks of tasks that are not over, each under its thread's name. */
    String stacks() {
        var text = new StringBuilder();
        tasks.forEach(task -> text.append("  ")
                .append(task.thread.getName())
                .append('\n')
                .append(RuntimeThread.stackOf(task.thread)));
        return text.toString();
    }
}
