// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.spi;

import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The host of the database phase, which opens databases for modules as well.
 *
 * <p>Registered like every {@link PhaseHost}, under that type, for the phase
 * {@link org.modkit.api.status.Phase#DATABASE}.
 */
@ConsumerType
public interface DatabaseHost extends PhaseHost {
    /**
     * Opens a module's database: called on the module's thread when it first asks, at most once per incarnation.
     *
     * @param guest the module; it need not have been in the phase
     * @return a pooled data source for this module alone, or empty if it has no database configured
     * @throws org.modkit.api.ModuleDatabaseException if the configuration is wrong or the pool can't be opened
     */
    Optional<DataSource> open(PhaseGuest guest);

    /**
     * Closes what {@link #open} opened. Called once after the module's incarnation has ended, on a thread of the
     * runtime.
     *
     * @param guest the module
     */
    void close(PhaseGuest guest);
}
