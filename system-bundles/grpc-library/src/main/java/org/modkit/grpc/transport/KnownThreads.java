// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes daemon threads, and knows them: Netty says that a group has ended from within its last thread, which lives on for a
 * moment and would keep the classes of a bundle that has stopped.
 */
final class KnownThreads extends DefaultThreadFactory {
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    KnownThreads(String name) {
        super(name, true);
    }

    @Override
    protected Thread newThread(Runnable work, String name) {
        Thread thread = super.newThread(work, name);
        made.add(thread);
        return thread;
    }

    /** Waits until all have ended, at most so long. To be called when their groups are ending. */
    void awaitEnd(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : made) {
                // At least a moment for each, for 0 would be forever.
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
