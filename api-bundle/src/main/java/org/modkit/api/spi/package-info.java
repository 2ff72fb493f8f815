// SPDX-License-Identifier: Apache-2.0
/**
 * The door for bundles that carry out a phase which the runtime only orders: database, REST, gRPC.
 *
 * <p>For those bundles (consumers, import {@code [0.1,0.2)}); module authors don't need it. Start at
 * {@link org.modkit.api.spi.PhaseHost}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
