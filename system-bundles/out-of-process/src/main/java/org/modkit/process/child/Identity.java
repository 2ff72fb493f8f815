// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process it is: a pid is given to somebody else after a while, a pid with a birth is not.
 *
 * <p>Used by hosts and children, on any thread.
 *
 * @param pid the process id
 * @param birth when it began, in a form that only this class compares
 */
public record Identity(long pid, String birth) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path BOOT = PROCESSES.resolve("sys/kernel/random/boot_id");
    /** The 22nd field of stat; the 3rd is the first one after the command's name. */
    private static final int START_AFTER_NAME = 22 - 3;

    /**
     * Returns the identity of the process that has a pid now.
     *
     * @param pid a process id
     * @return nothing if there is no such process, or nobody tells when it began
     */
    public static Optional<Identity> of(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> birth(handle).map(birth -> new Identity(pid, birth)));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param text a pid, a slash, and a birth
     * @return nothing if it is no such text
     */
    public static Optional<Identity> parse(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 1 || slash == text.length() - 1
                    ? Optional.empty()
                    : Optional.of(new Identity(Long.parseLong(text.substring(0, slash)), text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the process if it lives and is still the same.
     *
     * @return nothing if it has ended, whoever has its pid now
     */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> birth(handle).filter(birth::equals).isPresent());
    }

    /**
     * Returns it in a form that fits in an environment variable and a line of a file.
     *
     * @return what {@link #parse} reads
     */
    public String text() {
        return pid + "/" + birth;
    }

    /** In Linux the JDK adds the time of boot, which moves with the clock, so two JVMs may not agree; the ticks are exact. */
    private static Optional<String> birth(ProcessHandle handle) {
        Path stat = PROCESSES.resolve(handle.pid() + "/stat");
        if (!Files.isReadable(BOOT)) {
            return handle.info().startInstant().map(start -> Long.toString(start.toEpochMilli()));
        }
        try {
            String line = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
            String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Optional.of(Files.readString(BOOT).strip() + ":" + afterName[START_AFTER_NAME]);
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
