// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import java.util.Objects;

/**
 * Describes a client that is one of several to choose from.
 *
 * <p>The original keeps this in documents, where one malformed document stops the choice for everybody. Here a
 * descriptor that is malformed can't be made.
 *
 * @param id names the instance, unique per client type
 * @param vendor whose plugin it is
 * @param priority the lower, the more eagerly chosen; −32,768 to 32,767
 */
public record Plugin(String id, String vendor, int priority) {
    /** Rejects empty texts and priorities out of range. */
    public Plugin {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(vendor, "vendor is null");
        if (id.isBlank() || vendor.isBlank()) {
            throw new IllegalArgumentException(
                    "A plugin must have an id and a vendor, but has id '" + id + "' and vendor '" + vendor + "'.");
        }
        if (priority < Short.MIN_VALUE || priority > Short.MAX_VALUE) {
            throw new IllegalArgumentException("The priority of plugin '" + id + "' must lie between " + Short.MIN_VALUE
                    + " and " + Short.MAX_VALUE + ", but is " + priority + ".");
        }
    }

    /**
     * Returns the scope under which the plugin's client is found.
     *
     * @return {@code gts:<id>}
     */
    public ClientScope scope() {
        return ClientScope.gts(id);
    }
}
