// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts the processes that the system killed for want of memory in the host's control group, where children live too.
 *
 * <p>Read by backends at a start and at an end, on any thread. Where nobody counts, it stays 0, and such an end is told as a
 * signal.
 */
public final class MemoryKills {
    private final Path events;

    /**
     * Reads a file of Linux.
     *
     * @param events {@code memory.events} of a control group
     */
    public MemoryKills(Path events) {
        this.events = events;
    }

    /**
     * Finds the control group of this process.
     *
     * @return counts nothing where there is none
     */
    public static MemoryKills ofThisProcess() {
        Path root = Path.of("/sys/fs/cgroup");
        try {
            String group = Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst()
                    .orElse("");
            return new MemoryKills(root.resolve(group).resolve("memory.events"));
        } catch (IOException e) {
            return new MemoryKills(root.resolve("memory.events"));
        }
    }

    /**
     * Counts now.
     *
     * @return how many there were since the control group began
     */
    public long count() {
        try {
            return Files.readAllLines(events).stream()
                    .filter(line -> line.startsWith("oom_kill "))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("oom_kill ".length()).strip()))
                    .sum();
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
