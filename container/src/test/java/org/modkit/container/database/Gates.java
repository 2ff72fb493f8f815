// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.modkit.container.it.Await;

/** The test's side of {@link Gate}: holds migrations at a change, and hears that one has come there. */
final class Gates {
    private final Path folder;

    Gates(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Keeps whoever comes to a gate there until it is opened. */
    void hold(String name) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(name + ".reached"));
            Files.writeString(folder.resolve(name + ".hold"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".hold"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a process stands at a gate. */
    void awaitReached(String name, Process process) {
        Await.until("somebody to come to the gate " + name, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The process ended before it came to the gate " + name + ".");
            }
            return Files.exists(folder.resolve(name + ".reached"));
        });
    }
}
