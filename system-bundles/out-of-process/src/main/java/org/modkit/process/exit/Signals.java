// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

import java.util.Map;

/** What an exit code says; codes above 128 are signals where the system has such. */
final class Signals {
    static final int KILL = 9;

    private static final int OFFSET = 128;
    private static final int LAST = 64;
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"),
            Map.entry(KILL, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    private Signals() {}

    /** Returns the signal's number, or 0 if the code is none. */
    static int of(int code) {
        return code > OFFSET && code <= OFFSET + LAST ? code - OFFSET : 0;
    }

    static String code(int code) {
        return "exit code " + code + (of(code) == 0 ? "" : ", which is " + name(code));
    }

    static String name(int code) {
        int signal = of(code);
        return NAMES.getOrDefault(signal, "signal " + signal);
    }
}
