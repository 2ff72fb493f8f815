// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.sql.Driver;
import java.util.Optional;
import org.modkit.configuration.database.DatabaseSettings;

/** Finds drivers. */
@FunctionalInterface
public interface Drivers {
    /**
     * Looks for a driver, anew each time, because bundles come and go.
     *
     * @param settings the database it is to reach
     * @return the driver; empty if nobody has it
     */
    Optional<Driver> find(DatabaseSettings settings);
}
