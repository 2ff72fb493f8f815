// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** The exit codes of verbs; {@code container/README.md} tells them to operators. */
public final class Exit {
    /** Done. */
    public static final int OK = 0;

    /** Not done; a sentence says why. */
    public static final int FAILED = 1;

    /** The question was malformed; a sentence says how it should look. */
    public static final int USAGE = 2;

    /** {@code status} was answered, and the answer is that the container is not ready. */
    public static final int NOT_READY = 4;

    private Exit() {}
}
