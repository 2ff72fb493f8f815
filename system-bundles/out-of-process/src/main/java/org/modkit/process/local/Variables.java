// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.modkit.process.backend.Start;
import org.modkit.process.child.ChildEnvironment;
import org.modkit.process.child.Identity;

/**
 * The environment of a child: few of the host's variables, for others may be secrets of other modules; then the user's; then
 * ours, which nobody overrides.
 */
final class Variables {
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "TMP",
            "TEMP",
            "JAVA_HOME",
            "LD_LIBRARY_PATH",
            "SYSTEMROOT",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA");

    private Variables() {}

    static Map<String, String> of(Start start, Map<String, String> host, Optional<String> handover) {
        var variables = new TreeMap<String, String>();
        host.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (INHERITED.contains(upper) || upper.startsWith("LC_")) {
                variables.put(name, value);
            }
        });
        variables.putAll(start.surroundings().environment());
        variables.remove(ChildEnvironment.CONFIG_IN_ENVIRONMENT);
        variables.remove(ChildEnvironment.CONFIG_FILE);
        variables.put(ChildEnvironment.MODULE, start.module());
        variables.put(ChildEnvironment.INSTANCE, start.id().toString());
        Identity.of(ProcessHandle.current().pid()).ifPresent(self -> variables.put(ChildEnvironment.HOST, self.text()));
        start.surroundings().directory().ifPresent(endpoint -> variables.put(ChildEnvironment.DIRECTORY, endpoint));
        handover.ifPresent(place -> variables.put(ChildEnvironment.CONFIG_FILE, place));
        return variables;
    }
}
