// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 8 of 8.</em> Wires the others together and knows no rule of its own.
 *
 * <p>The line is track, graph, plan, loop, phase, report: what the framework says becomes an offer, offers become a
 * plan, the loop owns it, phases call modules, reports tell people. {@code hub} and {@code config} stand beside it. <em>Enter
 * at</em> {@link org.modkit.runtime.RuntimeBundle}.
 */
package org.modkit.runtime;
