// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.modkit.api.status.JournalEntry;

/** The newest journal entries, for those who ask. Written by the report thread, read by anybody. */
final class Memory {
    private static final int MOST = 20_000;

    private final ConcurrentNavigableMap<Long, JournalEntry> entries = new ConcurrentSkipListMap<>();

    void add(JournalEntry entry) {
        entries.put(entry.seq(), entry);
        entries.remove(entry.seq() - MOST);
    }

    Optional<JournalEntry> entry(long seq) {
        return Optional.ofNullable(entries.get(seq));
    }

    /** The newest ones, oldest first. */
    List<JournalEntry> newest(int atMost) {
        var newest = new ArrayList<JournalEntry>();
        for (JournalEntry entry : entries.descendingMap().values()) {
            if (newest.size() >= atMost) {
                break;
            }
            newest.add(entry);
        }
        Collections.reverse(newest);
        return newest;
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
