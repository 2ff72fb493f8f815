// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle: what it hears of the framework, and how its parts are put together.
 *
 * <p>Start at {@link org.modkit.process.ProcessBundle}; what the parts do is in {@link org.modkit.process.spawn}.
 */
package org.modkit.process;
