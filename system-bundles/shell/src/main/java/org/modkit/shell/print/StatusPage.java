// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;

/** The status as a page for people: a headline, a table, the problems. */
public final class StatusPage {
    private static final int NAMED_CULPRITS = 5;

    private StatusPage() {}

    /**
     * Writes the page.
     *
     * @param status what to show
     * @param now the moment to count back from
     * @param width how many characters fit on a line
     * @return lines, without a line end after the last
     */
    public static String of(RuntimeStatus status, Instant now, int width) {
        var page = new StringBuilder(Lines.wrap(headline(status), "", width));
        if (!status.modules().isEmpty()) {
            page.append("\n\n").append(table(status, now).toText(width));
        }
        if (!status.problems().isEmpty()) {
            page.append("\n\nProblems");
            status.problems().forEach(problem -> page.append('\n').append(Lines.wrap("- " + problem, "    ", width)));
        }
        return page.toString();
    }

    private static String headline(RuntimeStatus status) {
        if (status.modules().isEmpty()) {
            return "No modules. Copy a module's jar into the deploy folder."
                    + (status.problems().isEmpty() ? "" : " See the problems below.");
        }
        Map<ModuleState, Long> counts = status.modules().stream()
                .collect(Collectors.groupingBy(ModuleStatus::state, TreeMap::new, Collectors.counting()));
        // RUNNING first, since this is what one hopes to read; the others as they follow one another in a life.
        long running = counts.getOrDefault(ModuleState.RUNNING, 0L);
        counts.remove(ModuleState.RUNNING);
        return running + " running"
                + counts.entrySet().stream()
                        .map(e -> ", " + e.getValue() + " " + word(e.getKey()))
                        .collect(Collectors.joining())
                + (status.ready() ? " - ready" : " - not ready: " + obstacles(status));
    }

    private static String obstacles(RuntimeStatus status) {
        List<ModuleStatus> culprits = status.modules().stream()
                .filter(m -> m.required() && m.state() != ModuleState.RUNNING)
                .toList();
        if (culprits.isEmpty()) {
            return "something is still on its way.";
        }
        String named = culprits.stream()
                .limit(NAMED_CULPRITS)
                .map(m -> "'" + m.name() + "' is " + word(m.state()))
                .collect(Collectors.joining(", "));
        int more = culprits.size() - NAMED_CULPRITS;
        return named + (more > 0 ? ", and " + more + " more." : ".");
    }

    private static Table table(RuntimeStatus status, Instant now) {
        var table = new Table("MODULE", "STATE", "PHASE", "SINCE", "RESTARTS", "BUNDLE");
        for (ModuleStatus m : status.modules()) {
            table.row(
                    note(m),
                    m.name(),
                    m.state().name(),
                    m.phase().map(Enum::name).orElse("-"),
                    Age.of(m.since(), now),
                    Integer.toString(m.restarts()),
                    m.bundle().symbolicName() + " " + m.bundle().version() + " ["
                            + m.bundle().id() + "]");
        }
        return table;
    }

    private static String note(ModuleStatus module) {
        if (module.place().isEmpty()) {
            return module.reason();
        }
        return ("It runs in " + module.place() + ". " + module.reason()).strip();
    }

    private static String word(ModuleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
