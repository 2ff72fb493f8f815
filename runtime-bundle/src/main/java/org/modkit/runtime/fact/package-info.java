// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 3 of 8: fact.</em> The values that travel: steps, what happened, how everything stands.
 *
 * <p><em>In:</em> nothing. <em>Out:</em> immutable values. <em>Thread:</em> none. <em>Enter at</em>
 * {@link org.modkit.runtime.fact.Event} and {@link org.modkit.runtime.fact.Snapshot}. <em>Used by</em> plan, loop, phase,
 * report. <em>Uses</em> graph. <em>Next room:</em> {@code plan}.
 */
package org.modkit.runtime.fact;
