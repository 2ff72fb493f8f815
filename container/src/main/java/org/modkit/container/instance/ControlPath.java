// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the control channel of an instance lies.
 *
 * <p>Usually {@code data/run/modkit.sock}. Operating systems allow little more than a hundred bytes; if that is too long,
 * the socket lies in a folder of its own among the temporary ones, closed to others, and a file tells where.
 */
public final class ControlPath {
    private static final int LONGEST = 100;

    private ControlPath() {}

    /**
     * Chooses the path for a container that starts.
     *
     * @param instance its folder, prepared
     * @return a path a socket can be bound to
     * @throws IOException if no folder can be created
     */
    public static Path choose(Instance instance) throws IOException {
        forget(instance);
        Path usual = usual(instance);
        if (fits(usual)) {
            return usual;
        }
        Path folder = Files.createTempDirectory("modkit-");
        if (!fits(folder.resolve("modkit.sock"))) {
            Files.delete(folder);
            folder = Files.createTempDirectory(Path.of("/tmp"), "modkit-");
        }
        FirstUse.close(folder);
        Path socket = folder.resolve("modkit.sock");
        Files.writeString(record(instance), socket + "\n");
        return socket;
    }

    /**
     * Finds the path of a running container.
     *
     * @param instance its folder
     * @return where it listens, or would listen
     * @throws IOException if the file that tells can't be read
     */
    public static Path find(Instance instance) throws IOException {
        try {
            return Path.of(Files.readString(record(instance)).strip());
        } catch (NoSuchFileException e) {
            return usual(instance);
        }
    }

    /**
     * Removes what was chosen.
     *
     * @param instance the folder of the container that has stopped
     * @throws IOException if it can't be removed
     */
    public static void forget(Instance instance) throws IOException {
        Path socket = find(instance);
        Files.deleteIfExists(socket);
        if (Files.deleteIfExists(record(instance))) {
            Files.deleteIfExists(socket.getParent());
        }
    }

    private static Path usual(Instance instance) {
        return instance.run().resolve("modkit.sock");
    }

    private static Path record(Instance instance) {
        return instance.run().resolve("modkit.sock.path");
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
