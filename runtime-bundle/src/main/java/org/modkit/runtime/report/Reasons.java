// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.graph.Circles;
import org.modkit.runtime.graph.Need;

/** Says why a module waits or failed, and what to do about it. Pure: a snapshot in, sentences out. */
final class Reasons {
    private final Snapshot snapshot;

    Reasons(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The reason for a module's state; empty if there is nothing to explain. */
    String of(Progress module) {
        return switch (module.state()) {
            case WAITING -> String.join(" ", waiting(module));
            case FAILED -> failed(module, module.failure().orElseThrow());
            case STOPPING -> module.failure().map(f -> failed(module, f)).orElse("");
            case STARTING -> module.trouble();
            case RUNNING -> String.join(" ", running(module));
        };
    }

    private List<String> waiting(Progress module) {
        String name = module.offer().name();
        if (snapshot.totals().closing()) {
            return List.of("Module '" + name + "' stays down because the runtime goes down.");
        }
        if (snapshot.totals().held()) {
            return List.of("Module '" + name + "' waits until the framework has started.");
        }
        var sentences = new ArrayList<String>();
        for (Capability missing : module.offer().missing()) {
            sentences.add("Module '" + name + "' declares the capability '" + missing.label()
                    + "', but no service of that type with 'modkit.module=" + name
                    + "' is registered. Register one or remove the capability from its definition.");
        }
        for (Need need : module.offer().needs()) {
            if (!need.optional()) {
                unsatisfied(name, need).ifPresent(sentences::add);
            }
        }
        if (sentences.isEmpty()) {
            module.hostless().ifPresent(phase -> sentences.add(waitingForHost(name, phase)));
        }
        if (sentences.isEmpty() && snapshot.totals().migrating()) {
            sentences.add("Module '" + name + "' goes no further because the runtime only migrates databases.");
        }
        return sentences.stream().distinct().toList();
    }

    /** What is not as it could be with a module that runs. */
    private List<String> running(Progress module) {
        String name = module.offer().name();
        var sentences = new ArrayList<String>();
        if (!module.trouble().isEmpty()) {
            sentences.add(module.trouble());
        }
        if (!module.place().isEmpty() && module.offer().capabilities().contains(Capability.REST)) {
            sentences.add("Module '" + name + "' runs in another process, where nobody serves its REST routes. Set its"
                    + " 'runtime.type' to local, or move the routes to a module that stays and calls it.");
        }
        module.hostless()
                .ifPresent(phase -> sentences.add("Module '" + name + "' runs without its "
                        + Words.goods(phase) + " until "
                        + hostOf(phase)
                                .map(host -> because(host, phase))
                                .orElse("a " + Words.host(phase) + " is installed.")));
        module.standsBy().ifPresent(phase -> sentences.add(Messages.standsBy(name, phase)));
        return sentences;
    }

    private String waitingForHost(String name, Phase phase) {
        return hostOf(phase)
                .filter(host -> !host.offer().name().equals(name))
                .map(host ->
                        "Module '" + name + "' offers " + Words.goods(phase) + " and waits for " + because(host, phase))
                .orElseGet(() -> "Module '" + name + "' " + Words.guest(phase) + ".");
    }

    /** A module that would host a phase if it ran. */
    private Optional<Progress> hostOf(Phase phase) {
        Optional<Capability> hosting = phase == Phase.REST
                ? Optional.of(Capability.REST_HOST)
                : Optional.of(Capability.GRPC_HUB).filter(hub -> phase == Phase.GRPC);
        return hosting.flatMap(capability -> snapshot.modules().stream()
                .filter(module -> module.offer().capabilities().contains(capability))
                .findFirst());
    }

    private String because(Progress host, Phase phase) {
        String who = "the " + Words.host(phase) + " '" + host.offer().name() + "'";
        return switch (host.state()) {
            case FAILED ->
                who + ", which failed. " + failed(host, host.failure().orElseThrow());
            case WAITING -> who + ", which waits itself. " + rootOf(host, "");
            case STARTING, STOPPING, RUNNING -> who + ", which is " + host.state() + ".";
        };
    }

    /** Why a need keeps a module waiting; empty if it does not. */
    private Optional<String> unsatisfied(String name, Need need) {
        String waits = "Module '" + name + "' waits for '" + need.module() + "'";
        var circle = circleOf(name, need.module());
        if (circle.isPresent()) {
            return circle.map(Messages::circle);
        }
        var provider = snapshot.module(need.module());
        if (provider.isEmpty()) {
            return Optional.of(waits + ", which no active bundle offers. Deploy a bundle that offers it.");
        }
        var offer = provider.get().offer();
        if (!need.accepts(offer.version())) {
            return Optional.of(waits + " in version " + need.range() + ", but " + offer.bundle() + " offers "
                    + offer.version() + ". Deploy a version in that range or widen the range.");
        }
        return switch (provider.get().state()) {
            case FAILED ->
                Optional.of(waits + ", which failed. "
                        + failed(provider.get(), provider.get().failure().orElseThrow()));
            case STOPPING -> Optional.of(waits + ", which is going down.");
            case WAITING -> Optional.of(waits + ", which waits itself. " + rootOf(provider.get(), name));
            case STARTING, RUNNING -> Optional.empty();
        };
    }

    /** What a chain of waiting modules waits for in the end. */
    private String rootOf(Progress waiting, String asker) {
        var seen = new ArrayList<String>(List.of(asker));
        Progress at = waiting;
        while (!seen.contains(at.offer().name())) {
            seen.add(at.offer().name());
            var next = at.offer().needs().stream()
                    .filter(need -> !need.optional())
                    .map(need -> snapshot.module(need.module()))
                    .flatMap(Optional::stream)
                    .filter(p -> p.state() == ModuleState.WAITING
                            && !seen.contains(p.offer().name()))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        var sentences = waiting(at);
        return sentences.isEmpty() ? "" : sentences.get(0);
    }

    String failed(Progress module, Failure failure) {
        String name = module.offer().name();
        var text = new StringBuilder(Messages.failure(name, failure));
        var behind = waitingFor(name);
        if (!behind.isEmpty()) {
            text.append(' ')
                    .append(Words.names(behind))
                    .append(behind.size() > 1 ? " wait" : " waits")
                    .append(" for it.");
        }
        return text.append(' ').append(Messages.remedy(name, failure)).toString();
    }

    private List<String> waitingFor(String name) {
        return snapshot.modules().stream()
                .filter(m -> m.state() != ModuleState.RUNNING)
                .filter(m -> m.offer().needs().stream()
                        .anyMatch(n -> !n.optional() && n.module().equals(name)))
                .map(m -> m.offer().name())
                .toList();
    }

    /** A circle in which one module needs the other directly; found by looking at what that one waits for only. */
    private Optional<List<String>> circleOf(String name, String needed) {
        Map<String, List<String>> reached = new LinkedHashMap<>();
        var todo = new ArrayDeque<String>(List.of(needed));
        for (String at = todo.poll(); at != null; at = todo.poll()) {
            var waiting = snapshot.module(at).filter(module -> module.state() == ModuleState.WAITING);
            if (waiting.isPresent() && !reached.containsKey(at)) {
                reached.put(at, required(waiting.get()));
                todo.addAll(reached.get(at));
            }
        }
        if (!reached.containsKey(name)) {
            return Optional.empty();
        }
        return Circles.in(reached).stream()
                .filter(circle -> {
                    int at = circle.indexOf(name);
                    return at >= 0 && circle.get(at + 1).equals(needed);
                })
                .findFirst();
    }

    /** All circles among modules that wait. */
    List<List<String>> circles() {
        Map<String, List<String>> needs = new HashMap<>();
        for (Progress module : snapshot.modules()) {
            if (module.state() == ModuleState.WAITING) {
                needs.put(module.offer().name(), required(module));
            }
        }
        return Circles.in(needs);
    }

    private static List<String> required(Progress module) {
        return module.offer().needs().stream()
                .filter(need -> !need.optional())
                .map(Need::module)
                .collect(Collectors.toList());
    }
}
