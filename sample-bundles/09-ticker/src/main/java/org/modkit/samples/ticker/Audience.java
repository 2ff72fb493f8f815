// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.modkit.api.CancellationToken;
import org.modkit.api.capability.RunContext;

/**
 * Everybody who listens. Each listener has a thread of its own, because writing waits for whoever reads; so one that is slow
 * holds up nobody else. How many there may be, the route's limit says.
 */
final class Audience {
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile RunContext run;

    /** Before the module is RUNNING, and so before the first request. */
    void admit(RunContext newRun) {
        run = newRun;
    }

    void welcome(Listener listener) {
        listeners.add(listener);
        run.task("listener", token -> serve(listener, token));
    }

    private void serve(Listener listener, CancellationToken token) throws InterruptedException {
        try {
            listener.listen(token);
        } finally {
            listeners.remove(listener);
        }
    }

    /** Waits for nobody. */
    void tell(Tick tick) {
        for (Listener listener : listeners) {
            if (!listener.offer(tick)) {
                listener.drop();
            }
        }
    }
}
