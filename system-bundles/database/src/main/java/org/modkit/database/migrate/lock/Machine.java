// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** This process and this machine, and what can be told of others on it. */
final class Machine {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SPACE = Path.of("/proc/self/ns/pid");
    private static final Path MACHINE = Path.of("/etc/machine-id");
    /** Which field of a process's {@code stat}, counted after its name, is its start in ticks since boot. */
    private static final int START = 19;

    private Machine() {}

    /** Holds what never changes, found out when it is first needed. */
    private static final class Self {
        static final Owner OWNER = find();

        private static Owner find() {
            ProcessHandle process = ProcessHandle.current();
            byte[] run = new byte[4];
            new SecureRandom().nextBytes(run);
            return new Owner(
                    host(),
                    String.valueOf(process.pid()),
                    started(process),
                    read(BOOT),
                    space(),
                    Integer.toHexString(read(MACHINE).hashCode()),
                    HexFormat.of().formatHex(run),
                    "");
        }
    }

    /** Returns this process as an owner. */
    static Owner self() {
        return Self.OWNER;
    }

    /** Tells when a process of this machine started; empty if there is no such process. */
    static Optional<String> started(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .map(Machine::started);
    }

    private static String started(ProcessHandle process) {
        // Ticks since boot where there are any: the time of day changes for running processes when the clock is set.
        String stat = read(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length > START) {
            return "t" + fields[START];
        }
        return process.info()
                .startInstant()
                .map(start -> "m" + start.toEpochMilli())
                .orElse("");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[\\s=]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String space() {
        try {
            return Files.readSymbolicLink(SPACE).toString().replaceAll("[^0-9]", "");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            return "";
        }
    }
}
