// SPDX-License-Identifier: Apache-2.0
/**
 * The module {@code directory}: knows which instances of modules there are, in this process and in others.
 *
 * <p>Start at {@link org.modkit.directory.DirectoryModule}; what it decides is in
 * {@link org.modkit.directory.registry.Registry}.
 */
package org.modkit.directory;
