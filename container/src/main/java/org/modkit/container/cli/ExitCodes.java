// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

/** How the process ends. {@code docs/operations.md} promises these to scripts. */
final class ExitCodes {
    /** Done. */
    static final int OK = 0;

    /** Not done; a sentence on standard error says why. */
    static final int FAILED = 1;

    /** The command line itself is wrong. */
    static final int USAGE = 2;

    /** No container runs on this home. */
    static final int NOT_RUNNING = 3;

    /** The container is not ready, or its configuration has problems. */
    static final int NOT_READY = 4;

    /** Another container runs on this home. */
    static final int IN_USE = 5;

    private ExitCodes() {}
}
