// SPDX-License-Identifier: Apache-2.0
/**
 * Which instances of modules there are, in this process and in others, and where their gRPC services are reached.
 *
 * <p>For module authors and tools (consumers, import {@code [0.1,1)}) and for directories (provider, import
 * {@code [0.1,0.2)}). Start at {@link org.modkit.api.directory.DirectoryClient}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
