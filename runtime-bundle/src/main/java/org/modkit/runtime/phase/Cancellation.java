// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.modkit.api.CancellationToken;
import org.modkit.api.Registration;

/** A cancellation token. Children are actions of their parent, and are forgotten once they are cancelled. */
final class Cancellation implements CancellationToken.Child {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Action> actions = ConcurrentHashMap.newKeySet();
    private final BiConsumer<String, Throwable> complaints;
    private volatile Registration inParent = () -> {};

    /** Compared by identity, since the same action may be registered twice. */
    private static final class Action {
        final Runnable work;

        Action(Runnable work) {
            this.work = work;
        }
    }

    /**
     * Creates a token without parent.
     *
     * @param complaints told of actions that throw
     */
    Cancellation(BiConsumer<String, Throwable> complaints) {
        this.complaints = complaints;
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return cancelled.await(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public Registration onCancel(Runnable work) {
        var action = new Action(work);
        actions.add(action);
        if (isCancelled()) {
            // Whoever takes the action out of the set runs it, so it runs once even if cancel() comes between.
            run(action);
        }
        return () -> actions.remove(action);
    }

    @Override
    public Child child() {
        var child = new Cancellation(complaints);
        child.inParent = onCancel(child::cancel);
        return child;
    }

    @Override
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("The module's turn to go down has come.");
        }
    }

    @Override
    public void cancel() {
        cancelled.countDown();
        inParent.close();
        actions.forEach(this::run);
    }

    private void run(Action action) {
        if (!actions.remove(action)) {
            return;
        }
        try {
            action.work.run();
        } catch (RuntimeException | Error e) {
            complaints.accept("An action to be run on cancellation threw.", e);
        }
    }
}
