// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** The turn to use Liquibase, which one thread at a time has; first come, first served. */
final class Turn {
    private static final Semaphore FREE = new Semaphore(1, true);

    private Turn() {}

    /** Waits for the turn, until the thread is interrupted, and does the work. */
    static <T> T take(Callable<T> work) throws Exception {
        FREE.acquire();
        try {
            return work.call();
        } finally {
            FREE.release();
        }
    }
}
