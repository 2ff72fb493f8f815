// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses one after the other, for each name on its own. What was chosen last is remembered, not where it stood. */
final class Rotation {
    private final ConcurrentHashMap<String, InstanceKey> last = new ConcurrentHashMap<>();

    /** Returns the one after the last, of candidates in the order of their keys. */
    Optional<Instance> next(String name, List<Instance> candidates) {
        if (candidates.isEmpty()) {
            last.remove(name);
            return Optional.empty();
        }
        InstanceKey chosen = last.compute(name, (same, before) -> after(before, candidates));
        return candidates.stream().filter(each -> each.key().equals(chosen)).findFirst();
    }

    private static InstanceKey after(InstanceKey before, List<Instance> candidates) {
        return candidates.stream()
                .map(Instance::key)
                .filter(key -> before != null && key.compareTo(before) > 0)
                .findFirst()
                .orElseGet(() -> candidates.get(0).key());
    }
}
