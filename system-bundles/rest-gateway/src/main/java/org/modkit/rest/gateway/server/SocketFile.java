// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** The file in the file system by which a Unix domain socket is found. */
final class SocketFile {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;

    /** Operating systems allow about 107 bytes, and until it is moved it has a longer path. */
    private static final int LONGEST = 80;

    private final Path path;
    /** Tells our own file from one that somebody has put there since. */
    private Object key;

    SocketFile(Path path) {
        this.path = path;
    }

    /**
     * Listens there, in the place of a socket that nobody listens at any more.
     *
     * <p>It is bound in a folder that nobody else may enter, and moved when it is closed to others: between being bound and
     * being closed it would be open to all.
     *
     * @throws ListenException with a sentence, if it can't
     */
    ServerSocketChannel bind() {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw failed("its path is too long", null);
        }
        try {
            clear();
            Path hidden = Files.createTempDirectory(
                    path.toAbsolutePath().getParent(),
                    "s",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                return bind(hidden.resolve("s"));
            } finally {
                Files.deleteIfExists(hidden.resolve("s"));
                Files.delete(hidden);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(e.toString(), e);
        }
    }

    private ServerSocketChannel bind(Path hidden) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(hidden));
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rw-------"));
            Files.move(hidden, path);
            key = key();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private ListenException failed(String why, Exception cause) {
        return new ListenException(
                "The REST gateway can't listen at the Unix domain socket '" + path + "': " + why
                        + ". Set 'unix_socket' in 'modules.rest-gateway.config' to a file, of " + LONGEST
                        + " bytes at most,"
                        + " that is not there, in a folder that is.",
                cause);
    }

    private void clear() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & TYPE) != SOCKET) {
            throw failed("there is a file that is no socket", null);
        }
        if (isServed()) {
            throw failed("another process listens there", null);
        }
        Files.delete(path);
    }

    private boolean isServed() {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes it, if it is still the one that was bound. */
    void delete() throws IOException {
        if (key != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key, key())) {
            Files.delete(path);
        }
        key = null;
    }
}
