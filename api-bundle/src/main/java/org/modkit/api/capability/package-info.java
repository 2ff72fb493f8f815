// SPDX-License-Identifier: Apache-2.0
/**
 * What a module can do beyond being initialized: one interface per capability, one phase of the lifecycle each.
 *
 * <p>For module authors (consumers, import {@code [0.1,1)}) and for the runtime (provider, import {@code [0.1,0.2)}).
 * Start at {@link org.modkit.api.capability.RunnableCapability}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.capability;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
