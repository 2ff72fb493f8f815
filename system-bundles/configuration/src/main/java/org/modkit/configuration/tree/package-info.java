// SPDX-License-Identifier: Apache-2.0
/**
 * A configuration as a tree of values, each of which knows where it was written. Immutable, pure, uses nothing.
 *
 * <p>Enter at {@link org.modkit.configuration.tree.Node}.
 */
package org.modkit.configuration.tree;
