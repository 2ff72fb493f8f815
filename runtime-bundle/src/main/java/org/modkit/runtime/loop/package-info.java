// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 5 of 8: loop.</em> Owns the model: the one thread that writes.
 *
 * <p><em>In:</em> commands, from anybody. <em>Out:</em> steps to {@code phase}, effects to {@code report}.
 * <em>Thread:</em> {@code modkit-loop}, which never runs anybody else's code and never waits but for its inbox.
 * <em>Enter at</em> {@link org.modkit.runtime.loop.Loop}. <em>Used by</em> track, report. <em>Uses</em> plan, phase.
 * <em>Next room:</em> {@code phase}.
 */
package org.modkit.runtime.loop;
