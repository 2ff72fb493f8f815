// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.Comparator;
import java.util.UUID;

/**
 * What tells instances apart.
 *
 * @param module the module's name
 * @param id the instance's id
 */
public record InstanceKey(String module, UUID id) implements Comparable<InstanceKey> {
    private static final Comparator<InstanceKey> ORDER =
            Comparator.comparing(InstanceKey::module).thenComparing(InstanceKey::id);

    @Override
    public int compareTo(InstanceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "'" + module + "' (" + id + ")";
    }
}
