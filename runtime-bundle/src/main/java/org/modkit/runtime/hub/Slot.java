// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * All entries of one type and scope, oldest first, and whoever watches them. Immutable; replaced as a whole.
 *
 * @param top the entry that is found: the last one registered; {@code null} if only watchers are left
 * @param entries all entries, {@code top} included
 * @param watches who is told when the top changes
 */
record Slot(Entry top, List<Entry> entries, List<Watch> watches) {
    static final Slot EMPTY = new Slot(List.of(), List.of());

    private Slot(List<Entry> entries, List<Watch> watches) {
        this(entries.isEmpty() ? null : entries.get(entries.size() - 1), entries, watches);
    }

    Slot with(Entry entry) {
        return new Slot(added(entries, entry), watches);
    }

    Slot without(Entry entry) {
        return new Slot(removed(entries, entry), watches);
    }

    Slot with(Watch watch) {
        return new Slot(entries, added(watches, watch));
    }

    Slot without(Watch watch) {
        return new Slot(entries, removed(watches, watch));
    }

    boolean isEmpty() {
        return entries.isEmpty() && watches.isEmpty();
    }

    private static <E> List<E> added(List<E> list, E element) {
        var longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    private static <E> List<E> removed(List<E> list, E element) {
        return list.stream().filter(other -> other != element).toList();
    }
}
