// SPDX-License-Identifier: Apache-2.0
/**
 * The host of the phase in which modules are started that run elsewhere.
 *
 * <p>A module has a {@link org.modkit.process.spawn.Fleet} with a thread of its own, on which all of it is decided; each place
 * for an instance is a {@link org.modkit.process.spawn.Berth}, in which one
 * {@link org.modkit.process.spawn.Launch} follows the other. Backends, the directory and the clock are reached through
 * interfaces. Start at {@link org.modkit.process.spawn.SpawnHost}.
 */
package org.modkit.process.spawn;
