// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file in the file system that a control channel is found by, and the folder that keeps others out. */
record SocketFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Binds a server to it. A file that a killed container left is replaced; one that somebody serves is not. */
    ServerSocketChannel bind() throws IOException {
        clear();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            return server;
        } catch (SocketException e) {
            server.close();
            throw new IOException(
                    "The control channel '" + path + "' can't be opened: " + e.getMessage()
                            + ". Operating systems allow about 100 characters; use a home folder with a shorter path.",
                    e);
        }
    }

    /** Makes room for the file, in a folder that nobody else can look into. */
    private void clear() throws IOException {
        try {
            closeFolder();
            if (isServed()) {
                throw new IOException("The control channel '" + path + "' belongs to another running container."
                        + " Stop that one or use another home folder.");
            }
            Files.deleteIfExists(path);
        } catch (FileSystemException e) {
            throw new IOException(
                    "The control channel '" + path + "' can't be opened: " + e
                            + ". Use a home folder that belongs to you.",
                    e);
        }
    }

    /** Removes it. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Lets nobody but the owner in. The folder, since not every system heeds the permissions of a socket. */
    private void closeFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return;
        }
        // Closing a folder that is there already is right for our own, and would be a disaster for a shared one.
        if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("The control channel '" + path + "' expected a folder of its own, but '" + folder
                    + "' is one that everybody may write to. Use another path.");
        }
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    private boolean isServed() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
