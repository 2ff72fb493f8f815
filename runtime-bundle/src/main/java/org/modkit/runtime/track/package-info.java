// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 1 of 8: track.</em> Sees modules come and go, and holds them back until they are down.
 *
 * <p><em>In:</em> framework events. <em>Out:</em> commands to {@code loop}. <em>Thread:</em> whichever the framework
 * calls on; a call that takes a module away waits there until the module and those that need it are down. <em>Enter
 * at</em> {@link org.modkit.runtime.track.ModuleTracker}. <em>Used by</em> the activator only. <em>Uses</em> graph, hub,
 * and of the others what it takes to post and to wait. <em>Next room:</em> {@code loop}.
 */
package org.modkit.runtime.track;
