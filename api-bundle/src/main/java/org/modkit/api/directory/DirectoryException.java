// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.directory;

/** The directory could not be asked, or refused; the message is for people. */
public class DirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Tells why.
     *
     * @param sentence what was expected, what was found, and what to do
     * @param cause what the transport said; null if the directory itself refused
     */
    public DirectoryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
