// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import java.util.Objects;

/**
 * Tells apart several clients of one type.
 *
 * @param value any non-empty text; the helper {@link #gts} prefixes ids of the Global Type System
 */
public record ClientScope(String value) {
    /** Rejects an empty scope. */
    public ClientScope {
        Objects.requireNonNull(value, "value is null");
        if (value.isBlank()) {
            throw new IllegalArgumentException("A client scope must not be empty. Register without scope instead.");
        }
    }

    /**
     * Returns the scope of a text.
     *
     * @param value any non-empty text
     * @return the scope
     */
    public static ClientScope of(String value) {
        return new ClientScope(value);
    }

    /**
     * Returns the scope of an instance id, as the original writes it.
     *
     * @param instanceId a GTS instance id
     * @return the scope {@code gts:<id>}
     */
    public static ClientScope gts(String instanceId) {
        return new ClientScope("gts:" + instanceId);
    }
}
