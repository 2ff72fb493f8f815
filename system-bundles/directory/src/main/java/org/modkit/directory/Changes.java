// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.modkit.api.CancellationToken;
import org.modkit.api.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners that other answers may have become due: on one thread, and once for all that happened meanwhile. */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryModule.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore happened = new Semaphore(0);

    /** No record, because two that listen with the same object are two. */
    private final class Listener implements Registration {
        private final Runnable changed;

        Listener(Runnable changed) {
            this.changed = changed;
        }

        void tell() {
            try {
                changed.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("A listener of the directory, '{}', failed. The others are told.", changed.getClass(), e);
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    Registration listen(Runnable changed) {
        var listener = new Listener(changed);
        listeners.add(listener);
        return listener;
    }

    /** Never blocks. */
    void happened() {
        happened.release();
    }

    /** The thread's work until it is cancelled. */
    void tell(CancellationToken cancellation) throws InterruptedException {
        Registration awakened = cancellation.onCancel(happened::release);
        try {
            while (!cancellation.isCancelled()) {
                happened.acquire();
                happened.drainPermits();
                listeners.forEach(Listener::tell);
            }
        } finally {
            awakened.close();
        }
    }
}
