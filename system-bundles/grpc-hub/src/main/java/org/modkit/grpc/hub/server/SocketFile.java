// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of a Unix socket, which nobody but the user of this process may open. */
final class SocketFile {
    private final Path file;

    SocketFile(Path file) {
        this.file = file;
    }

    /** Takes away what a killed process left behind, and nothing else. */
    void prepare() {
        try {
            Path folder = file.getParent();
            if (!Files.isDirectory(folder)) {
                FileAttribute<?> mine =
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                Files.createDirectories(folder, mine);
            }
            BasicFileAttributes found;
            try {
                found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException free) {
                return;
            }
            if (!found.isOther()) {
                throw new ListenException(
                        refusal("there is a file that is no socket. Remove it, or set another path"), null);
            }
            if (isAnswered()) {
                throw new ListenException(
                        refusal("another process listens there. End that process, or set another path"), null);
            }
            Files.delete(file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new ListenException(refusal(e + ". Set a path in a folder of this user"), e);
        }
    }

    private String refusal(String finding) {
        return "The gRPC hub can't listen at '" + file + "': " + finding + " by 'modules.grpc-hub.config.unix_socket'.";
    }

    private boolean isAnswered() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException nobody) {
            return false;
        }
    }

    /** To be called when the socket is there. */
    void protect() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // The next one that listens there takes it away.
        }
    }
}
