// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.modkit.api.status.JournalEntry;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.graph.Need;

/** Answers why a module is as it is: its state, the reason, and the chain of what led there. */
final class Why {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Snapshot snapshot;
    private final Memory memory;

    Why(Snapshot snapshot, Memory memory) {
        this.snapshot = snapshot;
        this.memory = memory;
    }

    List<String> answer(String name) {
        return snapshot.module(name).map(this::known).orElseGet(() -> unknown(name));
    }

    private List<String> unknown(String name) {
        var answer = new ArrayList<String>();
        answer.add("No active bundle offers a module named '" + name + "'.");
        var needers = snapshot.modules().stream()
                .filter(m -> m.offer().needs().stream().anyMatch(n -> n.module().equals(name)))
                .map(m -> m.offer().name())
                .toList();
        if (!needers.isEmpty()) {
            answer.add(Words.names(needers) + (needers.size() > 1 ? " need it." : " needs it."));
        }
        var last = memory.newest(Integer.MAX_VALUE).stream()
                .filter(entry -> entry.module().filter(name::equals).isPresent())
                .reduce((first, second) -> second);
        last.ifPresent(entry -> answer.addAll(chain(entry.seq(), "")));
        if (last.isEmpty()) {
            var known = snapshot.modules().stream().map(m -> m.offer().name()).collect(Collectors.joining(", "));
            answer.add(known.isEmpty() ? "No module is known." : "Known modules: " + known + ".");
        }
        return answer;
    }

    private List<String> known(Progress module) {
        var answer = new ArrayList<String>();
        var reasons = new Reasons(snapshot);
        String name = module.offer().name();
        String since = " since " + TIME.format(module.since()) + " ("
                + Words.human(Duration.between(module.since(), Instant.now())) + ")";
        answer.add("Module '" + name + "' is " + module.state() + since + ", from bundle "
                + module.offer().bundle() + ".");
        if (!module.place().isEmpty()) {
            answer.add("It runs in " + module.place() + ".");
        }
        module.step().ifPresent(step -> answer.add("It is in " + Words.hook(step) + " now."));
        String reason = reasons.of(module);
        if (!reason.isEmpty()) {
            answer.add(reason);
        }
        var needs = module.offer().needs();
        if (!needs.isEmpty()) {
            answer.add("It needs " + needs.stream().map(this::need).collect(Collectors.joining(", ")) + ".");
        }
        module.twins().forEach(twin -> answer.add(Messages.twin(twin, module.offer())));
        answer.addAll(chain(module.lastSeq(), reason));
        return answer;
    }

    private String need(Need need) {
        String state =
                snapshot.module(need.module()).map(m -> m.state().toString()).orElse("absent");
        return "'" + need.module() + "' (" + (need.optional() ? "optional, " : "") + state + ")";
    }

    /** What led to an entry; not what was said already. */
    private List<String> chain(long seq, String said) {
        var chain = memory.chainTo(seq).stream()
                .filter(entry -> !entry.text().equals(said))
                .toList();
        if (chain.isEmpty()) {
            return List.of();
        }
        var answer = new ArrayList<String>(List.of("What led to it:"));
        for (JournalEntry entry : chain) {
            answer.add("  " + TIME.format(entry.at()) + "  "
                    + entry.text().lines().findFirst().orElse(""));
        }
        return answer;
    }
}
