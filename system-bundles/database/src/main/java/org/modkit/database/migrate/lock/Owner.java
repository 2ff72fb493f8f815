// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who holds a lock, as it stands in the lock's row. Parts that could not be found out are empty.
 *
 * @param host the name of the host
 * @param pid the number of the process
 * @param started when the process started, in a notation that only says whether two are the same
 * @param boot what tells one run of the machine from the next
 * @param space the space process numbers are unique in; containers have their own
 * @param machine what tells machines with the same host name apart
 * @param run what tells this class in one class loader of one process from all others
 * @param session the session of the database that migrates
 */
record Owner(
        String host,
        String pid,
        String started,
        String boot,
        String space,
        String machine,
        String run,
        String session) {
    private static final String MARK = "modkit ";

    /** Returns the text for the row; at most 255 characters. */
    String text() {
        return MARK + "host=" + host.substring(0, Math.min(64, host.length())) + " pid=" + pid + " start=" + started
                + " boot=" + boot + " space=" + space + " machine=" + machine + " run=" + run + " session=" + session;
    }

    /** Reads the text of a row. What was written by others has no parts but its text for a host. */
    static Owner of(String text) {
        if (!text.startsWith(MARK)) {
            return new Owner(text, "", "", "", "", "", "", "");
        }
        Map<String, String> parts = Arrays.stream(text.substring(MARK.length()).split(" "))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, second) -> first));
        return new Owner(
                parts.getOrDefault("host", ""),
                parts.getOrDefault("pid", ""),
                parts.getOrDefault("start", ""),
                parts.getOrDefault("boot", ""),
                parts.getOrDefault("space", ""),
                parts.getOrDefault("machine", ""),
                parts.getOrDefault("run", ""),
                parts.getOrDefault("session", ""));
    }

    /** Returns this owner working in a session of a database. */
    Owner in(String newSession) {
        return new Owner(host, pid, started, boot, space, machine, run, newSession);
    }

    /** Returns a clause for people. */
    String shown() {
        return pid.isEmpty() ? "'" + host + "'" : "process " + pid + " on host '" + host + "'";
    }
}
