// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files and folders that belong to this user alone from the moment they exist. Used on any thread. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes a file that must not be there yet, so that nobody can have prepared or opened it. */
    static void write(Path file, byte[] content) throws IOException {
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, how, only(file.getParent(), "rw-------"))) {
            var rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /**
     * Makes a folder that must not be there yet, and those above it.
     *
     * @param folder its name should be new
     * @throws IOException if it is there, can't be made, or others could not be kept out
     */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        try {
            Files.createDirectory(folder, only(folder.getParent(), "rwx------"));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("'" + folder + "' is there already, though its name should be new.", e);
        }
    }

    private static FileAttribute<?> only(Path near, String permissions) throws IOException {
        if (Files.getFileStore(near).supportsFileAttributeView("posix")) {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        }
        AclFileAttributeView view = Files.getFileAttributeView(near, AclFileAttributeView.class);
        if (view == null) {
            throw new IOException("The file system of '" + near + "' should keep other users out of a file, but cannot."
                    + " Choose another folder for data.");
        }
        var user = near.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        var all = EnumSet.allOf(AclEntryPermission.class);
        var entry = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(user)
                .setPermissions(all)
                .build();
        return new Acl(List.of(entry));
    }

    private record Acl(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {
        @Override
        public String name() {
            return "acl:acl";
        }
    }
}
