// SPDX-License-Identifier: Apache-2.0
/**
 * How modules find each other: the hub of clients, scoped entries, and the choice among plugins.
 *
 * <p>For module authors (consumers, import {@code [0.1,1)}) and for the runtime (provider, import {@code [0.1,0.2)}).
 * Start at {@link org.modkit.api.client.ClientHub}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
