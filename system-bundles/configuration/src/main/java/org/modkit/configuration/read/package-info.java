// SPDX-License-Identifier: Apache-2.0
/**
 * From what was written to a tree: the YAML file, the environment laid over it, the defaults laid under it.
 *
 * <p><em>In:</em> a file, a map of environment variables. <em>Out:</em> a tree, and a problem for what could not be
 * read. <em>Uses</em> {@code tree}, and {@code schema} for its problems.
 */
package org.modkit.configuration.read;
