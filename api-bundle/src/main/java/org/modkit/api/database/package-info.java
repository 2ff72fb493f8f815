// SPDX-License-Identifier: Apache-2.0
/**
 * What operators' tools see of the modules' databases: migrations, locks, pools.
 *
 * <p>For shells and consoles (consumers) and for the bundle that carries out the database phase (provider, import
 * {@code [0.1,0.2)}); module authors don't need it. Start at {@link org.modkit.api.database.Databases}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.database;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
