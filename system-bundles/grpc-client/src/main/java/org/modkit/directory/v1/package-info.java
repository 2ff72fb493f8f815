// SPDX-License-Identifier: Apache-2.0
/**
 * The directory's wire contract, generated from {@code directory.proto}.
 *
 * <p>For directories, which serve it, and for tools in the same process (consumers, import {@code [0.1,1)}). Modules ask
 * their ClientHub for a {@code org.modkit.api.directory.DirectoryClient} instead. Start at
 * {@code DirectoryServiceGrpc}.
 */
@Export
@Version("0.1.0")
package org.modkit.directory.v1;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
