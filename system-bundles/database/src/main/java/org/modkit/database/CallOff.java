// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import org.modkit.api.CancellationToken;
import org.modkit.api.Registration;

/**
 * Interrupts the thread of a migration when its module is to go down again, so that nobody waits for a lock or a server
 * while the container is being stopped.
 */
final class CallOff implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private Registration registration;
    private boolean isOver;
    private boolean isMine;

    private CallOff() {}

    /** Begins to listen, for the calling thread. */
    static CallOff hearing(CancellationToken token) {
        CallOff callOff = new CallOff();
        callOff.registration = token.onCancel(callOff::callOff);
        return callOff;
    }

    private synchronized void callOff() {
        if (!isOver) {
            isMine = true;
            thread.interrupt();
        }
    }

    /** From now on the thread does something else, and must not find an interruption that was not meant for that. */
    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            isOver = true;
            if (isMine) {
                Thread.interrupted();
            }
        }
    }
}
