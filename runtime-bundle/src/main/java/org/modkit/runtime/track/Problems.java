// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sentences on what was refused and belongs to no module, as long as it is so. Any thread. */
public final class Problems {
    private final Map<String, String> byKey = new ConcurrentSkipListMap<>();

    /**
     * Takes note of a problem.
     *
     * @param key whose it is, for example a service's id
     * @param sentence what is wrong
     * @return whether it is new
     */
    public boolean put(String key, String sentence) {
        return !sentence.equals(byKey.put(key, sentence));
    }

    /**
     * Forgets a problem that is over.
     *
     * @param key whose it was
     */
    public void remove(String key) {
        byKey.remove(key);
    }

    /**
     * Returns what is wrong now.
     *
     * @return sentences, ordered
     */
    public List<String> all() {
        return List.copyOf(byKey.values());
    }
}
