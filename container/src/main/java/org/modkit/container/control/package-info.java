// SPDX-License-Identifier: Apache-2.0
/**
 * Asks a running container: one line of JSON there, frames of JSON back.
 *
 * <p>The other end is the bundle {@code org.modkit.shell}. Enter at
 * {@link org.modkit.container.control.ControlClient}. Uses nothing of ours.
 */
package org.modkit.container.control;
