// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.modkit.api.status.JournalEntry;

/**
 * The newest journal entries, for those who ask. Written by the report thread, read by anybody.
 *
 * <p>A ring, in which an entry lies where its number says until a newer one takes the place.
 */
final class Memory {
    private static final int MOST = 20_000;

    private final AtomicReferenceArray<JournalEntry> ring = new AtomicReferenceArray<>(MOST);
    /** Written by the report thread after the entry itself. */
    private volatile long newest;

    void add(JournalEntry entry) {
        ring.set(place(entry.seq()), entry);
        newest = entry.seq();
    }

    private static int place(long seq) {
        return Math.floorMod(seq, MOST);
    }

    Optional<JournalEntry> entry(long seq) {
        return Optional.ofNullable(ring.get(place(seq))).filter(entry -> entry.seq() == seq);
    }

    /** The newest ones, oldest first. */
    List<JournalEntry> newest(int atMost) {
        var found = new ArrayList<JournalEntry>();
        long last = newest;
        for (long seq = last; seq > last - MOST && seq > 0 && found.size() < atMost; seq--) {
            entry(seq).ifPresent(found::add);
        }
        Collections.reverse(found);
        return found;
    }

    /** What led to an entry: itself last, what came from outside first. */
    List<JournalEntry> chainTo(long seq) {
        var chain = new ArrayList<JournalEntry>();
        for (var at = entry(seq); at.isPresent(); at = entry(at.get().cause())) {
            chain.add(at.get());
        }
        Collections.reverse(chain);
        return chain;
    }
}
