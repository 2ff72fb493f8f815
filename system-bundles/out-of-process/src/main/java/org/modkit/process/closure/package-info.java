// SPDX-License-Identifier: Apache-2.0
/**
 * Which bundles go along with a module that runs in a child, and copies of them for it.
 *
 * <p>Start at {@link org.modkit.process.closure.Closure}.
 */
package org.modkit.process.closure;
