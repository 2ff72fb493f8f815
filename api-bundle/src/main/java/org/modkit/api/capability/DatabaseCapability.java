// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module with a database schema of its own, migrated before the module is initialized.
 *
 * <p>The module never gets the privileged connection. Until a bundle that carries out the database phase is installed,
 * such a module waits and says so.
 */
@ConsumerType
public interface DatabaseCapability {
    /**
     * Returns the change log to apply.
     *
     * <p>Called once per incarnation on a thread of the runtime, before {@code init}.
     *
     * @return its path inside the module's own bundle, for example {@code db/changelog.yaml}; an empty string if there is
     *     nothing to migrate and the module only waits until its database can be used
     */
    String changeLog();
}
