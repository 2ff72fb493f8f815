// SPDX-License-Identifier: Apache-2.0
/**
 * What every module author meets first: the module, its definition, its context.
 *
 * <p>For module authors (consumers, import {@code [0.1,1)}) and for the runtime (provider, import {@code [0.1,0.2)}).
 * Nothing here holds state or knows a framework. Start at {@link org.modkit.api.ModkitModule}.
 */
@Export
@Version("0.1.0")
package org.modkit.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
