// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import java.util.concurrent.locks.ReentrantLock;

/** The thread that runs a module's code, which may be interrupted there and nowhere else. */
final class Worker {
    private final ReentrantLock lock = new ReentrantLock();
    private Thread inside;
    private boolean isInterrupted;

    void run(Runnable module) {
        enter();
        try {
            module.run();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            inside = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside = null;
            if (isInterrupted) {
                // Meant for the module. The thread goes on to serve others.
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    void interrupt() {
        lock.lock();
        try {
            if (inside != null) {
                isInterrupted = true;
                inside.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
