// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 4 of 8: plan.</em> Decides the next steps.
 *
 * <p>There is no "stop" package: stopping is {@code descend}, in {@link org.modkit.runtime.plan.Planner}, and it is asked
 * before {@code climb}. Stopping, restarting, aborting a half-done start, migrating only and shutting down are
 * different <em>targets</em> for the same planner.
 *
 * <p><em>In:</em> commands, named by the fact they tell. <em>Out:</em> steps that are due, events, and a snapshot.
 * <em>Thread:</em> whoever owns the {@link org.modkit.runtime.plan.Model}; in production the loop thread alone. No
 * time, chance, thread or framework is known here. <em>Enter at</em> {@link org.modkit.runtime.plan.Model#fold}.
 * <em>Used by</em> loop, phase, report, config. <em>Uses</em> graph, fact. <em>Next room:</em> {@code loop}.
 *
 * <p>How far a module is allowed to be is its <em>target</em>, a level from 0 (down) to the number of phases. A module's
 * target is the least of what itself allows and the targets of those it needs, so waiting, failing and circles need no
 * code of their own: the members of a circle never get a target. A module climbs towards its target when those it needs
 * are there already, and descends towards it when those that need it have left. That is the whole mechanism.
 */
package org.modkit.runtime.plan;
