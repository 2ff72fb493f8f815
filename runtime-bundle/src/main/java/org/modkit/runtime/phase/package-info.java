// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 6 of 8: phase.</em> Calls modules.
 *
 * <p><em>In:</em> a step. <em>Out:</em> its outcome, as a command. <em>Thread:</em> hook threads, named after what they do
 * ({@code START billing}); all code of modules that the runtime calls runs here, under no lock. <em>Enter at</em>
 * {@link org.modkit.runtime.phase.PhaseTable} to see what each phase calls, at {@link
 * org.modkit.runtime.phase.HookRunner} to see how. <em>Used by</em> loop. <em>Uses</em> fact, graph, plan (commands
 * only). <em>Next room:</em> {@code report}.
 *
 * <p>A new phase is one constant in {@link org.modkit.api.status.Phase} and one row in the table.
 */
package org.modkit.runtime.phase;
