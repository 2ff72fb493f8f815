// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

/** The way a module goes through a phase. */
public enum Direction {
    /** Into the phase. */
    UP,
    /** Out of it, undoing it. */
    DOWN
}
