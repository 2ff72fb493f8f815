// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the configuration holds of a module's own section {@code config}. Two are equal if a module can't tell them apart.
 *
 * @param presence how much of it there is
 * @param section the section as a tree of unmodifiable maps, lists, texts, numbers and booleans; empty unless
 *     {@link Presence#SECTION}
 */
public record ModuleConfig(Presence presence, Map<String, Object> section) {
    /** How much of it there is. */
    public enum Presence {
        /** The configuration does not mention the module. */
        NONE,
        /** It mentions the module, but holds no {@code config}. */
        NO_SECTION,
        /** There is a {@code config}, but it is a list or a single value. */
        NOT_A_MAP,
        /** There is a section, perhaps an empty one. */
        SECTION
    }

    /** What holds for a module that is not mentioned. */
    public static final ModuleConfig NONE = new ModuleConfig(Presence.NONE, Map.of());

    /** Copies the map, and rejects content where there can be none. */
    public ModuleConfig {
        if (presence != Presence.SECTION && !section.isEmpty()) {
            throw new IllegalArgumentException("Only " + Presence.SECTION + " has content, but " + presence + " has.");
        }
        section = Collections.unmodifiableMap(new LinkedHashMap<>(section));
    }

    static ModuleConfig without(Presence presence) {
        return new ModuleConfig(presence, Map.of());
    }
}
