// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.function.BiConsumer;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Passes journal entries on to the listeners that are registered as services. Used by the listener thread. */
public final class Listeners implements AutoCloseable {
    private final ServiceTracker<JournalListener, JournalListener> listeners;
    private final BiConsumer<String, Throwable> complaints;

    /**
     * Begins to see listeners.
     *
     * @param context the runtime's own
     * @param complaints told of listeners that throw
     */
    public Listeners(BundleContext context, BiConsumer<String, Throwable> complaints) {
        this.complaints = complaints;
        this.listeners = new ServiceTracker<>(context, JournalListener.class, null);
        listeners.open();
    }

    /**
     * Passes an entry on.
     *
     * @param entry what happened
     */
    public void happened(JournalEntry entry) {
        for (JournalListener listener : listeners.getTracked().values()) {
            try {
                listener.happened(entry);
            } catch (RuntimeException | Error e) {
                complaints.accept("The journal listener " + listener.getClass().getName() + " threw.", e);
            }
        }
    }

    @Override
    public void close() {
        listeners.close();
    }
}
