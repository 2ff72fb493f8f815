// SPDX-License-Identifier: Apache-2.0
/**
 * What can be known of the runtime: states, reasons, the journal. Immutable, and enough to build any view of it.
 *
 * <p>For operators' tools (consumers, import {@code [0.1,1)}) and for the runtime (provider, import
 * {@code [0.1,0.2)}). Start at {@link org.modkit.api.status.ModkitRuntime}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
