// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

import java.util.Objects;

/**
 * The rendered configuration of a child, its secrets and the token by which it proves who it is. A class and no record, so
 * that no log prints it.
 */
public final class Handover {
    /** How it gets to the child. */
    public enum Way {
        /** A file that only this user can read; gone when the child has read it or has ended. */
        FILE,
        /** Standard input: a line with the number of bytes, then the bytes. Nothing touches a disk. */
        STANDARD_INPUT
    }

    private final Way way;
    private final byte[] document;

    /**
     * Takes a copy of a document.
     *
     * @param way how it gets to the child
     * @param document in the form that child and host agree on
     */
    public Handover(Way way, byte[] document) {
        this.way = Objects.requireNonNull(way);
        this.document = document.clone();
    }

    /**
     * Returns how it gets to the child.
     *
     * @return the way
     */
    public Way way() {
        return way;
    }

    /**
     * Returns the document.
     *
     * @return a copy
     */
    public byte[] document() {
        return document.clone();
    }
}
