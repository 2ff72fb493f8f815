// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears every journal entry. Register it as an OSGi service; the runtime finds it. */
@FunctionalInterface
@ConsumerType
public interface JournalListener {
    /**
     * Hears one entry.
     *
     * <p>Called in the order of the entries, one at a time, on a thread of their own, never before the state it announces
     * can be read. A listener that throws is reported and harms nobody else; one that is slow delays later listeners,
     * never the modules.
     *
     * @param entry what happened
     */
    void happened(JournalEntry entry);
}
