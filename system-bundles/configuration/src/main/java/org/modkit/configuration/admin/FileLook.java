// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** What a file looks like from outside. Two equal looks mean that nobody is writing it. */
record FileLook(FileTime modified, long size, String identity) {
    /** The look of a file that is not there. */
    static final FileLook ABSENT = new FileLook(FileTime.fromMillis(0), -1, "");

    static FileLook at(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // The identity shows a file that another one of the same size and time was moved over.
            return new FileLook(
                    attributes.lastModifiedTime(), attributes.size(), Objects.toString(attributes.fileKey(), ""));
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
