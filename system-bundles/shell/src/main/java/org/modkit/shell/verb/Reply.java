// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** Where a verb writes its answer, one line or several at a time, without the last line's end. Never throws. */
public interface Reply {
    /**
     * Writes what was asked for.
     *
     * @param text one or more lines
     */
    void out(String text);

    /**
     * Writes why something can't be had.
     *
     * @param text one or more sentences
     */
    void err(String text);
}
