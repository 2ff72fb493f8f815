// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.util.Optional;
import org.modkit.api.database.Databases;
import org.modkit.shell.verb.Refusal;

/** Where the databases are found; the bundle that has them may be absent, and may come and go. */
@FunctionalInterface
public interface DatabaseSource {
    /**
     * Looks for them.
     *
     * @return the databases of this moment, or empty
     */
    Optional<Databases> find();

    /**
     * Returns them.
     *
     * @return the databases of this moment
     * @throws Refusal if there are none
     */
    default Databases get() {
        return find().orElseThrow(() -> Refusal.because("No bundle carries out the database phase."
                + " Bundle 'org.modkit.database' is missing, not started, or just being replaced."));
    }
}
