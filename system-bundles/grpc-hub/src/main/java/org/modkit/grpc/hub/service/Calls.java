// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The calls to one module that are under way, and whether more may come. Any thread. */
final class Calls {
    /** From when until when a module may be called. */
    enum Door {
        NOT_YET,
        OPEN,
        CLOSED
    }

    private final Set<GuardedCall<?, ?>> underWay = new HashSet<>();
    private Door door = Door.NOT_YET;

    /** Lets a call in, if the door is open. */
    synchronized Door enter(GuardedCall<?, ?> call) {
        if (door == Door.OPEN) {
            underWay.add(call);
        }
        return door;
    }

    synchronized void leave(GuardedCall<?, ?> call) {
        underWay.remove(call);
        if (underWay.isEmpty()) {
            notifyAll();
        }
    }

    synchronized boolean isOpen() {
        return door == Door.OPEN;
    }

    synchronized void open() {
        door = Door.OPEN;
    }

    synchronized void close() {
        door = Door.CLOSED;
    }

    /** Waits until none is under way, and returns those that still are when the time is over. */
    synchronized List<GuardedCall<?, ?>> awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !underWay.isEmpty() && left > 0; left = end - System.nanoTime()) {
            // One more, because a rest of less than a millisecond would mean to wait forever.
            wait(left / 1_000_000 + 1);
        }
        return rest();
    }

    synchronized List<GuardedCall<?, ?>> rest() {
        return List.copyOf(underWay);
    }
}
