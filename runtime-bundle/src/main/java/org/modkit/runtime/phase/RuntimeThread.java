// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.Optional;
import org.modkit.api.CancellationToken;

/**
 * A thread of the runtime's that runs code of modules.
 *
 * <p>Whoever has to wait for the loop must not do so on a hook thread, since the loop is waiting for that hook.
 */
public final class RuntimeThread extends Thread {
    private volatile CancellationToken token;
    /** Whether it is looking for work and would take some; for the thread itself. */
    private boolean free;

    private Runnable next;

    RuntimeThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** Does something that may bring the current thread its next piece of work. */
    void seek(Runnable search) {
        free = true;
        try {
            search.run();
        } finally {
            free = false;
        }
    }

    /** Gives the current thread what it is to do next; returns whether it will. */
    static boolean keeps(Runnable work) {
        if (Thread.currentThread() instanceof RuntimeThread thread && thread.free) {
            thread.free = false;
            thread.next = work;
            return true;
        }
        return false;
    }

    /** Takes what it is to do next; null if that is nothing. */
    Runnable takeNext() {
        Runnable taken = next;
        next = null;
        return taken;
    }

    /** Marks the current thread as working at a background task, or at none if null. */
    static void workingUnder(CancellationToken token) {
        if (Thread.currentThread() instanceof RuntimeThread thread) {
            thread.token = token;
        }
    }

    /**
     * Tells whether the current thread runs a hook, for which the loop waits.
     *
     * @return whether waiting for the loop here would wait for itself
     */
    public static boolean isHook() {
        return Thread.currentThread() instanceof RuntimeThread thread && thread.token == null;
    }

    /**
     * Returns the token of the background task that the current thread runs.
     *
     * @return the token, or empty on any other thread
     */
    public static Optional<CancellationToken> task() {
        return Thread.currentThread() instanceof RuntimeThread thread
                ? Optional.ofNullable(thread.token)
                : Optional.empty();
    }

    /** Returns a thread's stack the way messages show it. */
    static String stackOf(Thread thread) {
        var text = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        return text.toString();
    }
}
