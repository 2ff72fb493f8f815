// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.time.Duration;
import java.util.List;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;

/** How messages write durations, names and hooks. */
final class Words {
    private Words() {}

    static String human(Duration took) {
        long micros = took.toNanos() / 1_000;
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return micros / 1_000 + " ms";
        }
        if (micros < 120_000_000) {
            long tenths = micros / 100_000;
            return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        return took.toMinutes() + " min";
    }

    /** {@code 'a'}, {@code 'a' and 'b'}, {@code 'a', 'b' and 3 others}. */
    static String names(List<String> names) {
        var shown = names.stream()
                .limit(names.size() > 4 ? 3 : 4)
                .map(n -> "'" + n + "'")
                .toList();
        int rest = names.size() - shown.size();
        String last = rest > 0 ? rest + " others" : shown.get(shown.size() - 1);
        var before = rest > 0 ? shown : shown.subList(0, shown.size() - 1);
        return before.isEmpty() ? last : String.join(", ", before) + " and " + last;
    }

    /** What a step does, as a verb in the past tense. */
    static String done(Step step) {
        if (step.way() == Step.Way.RECONFIGURE) {
            return "took over its new configuration";
        }
        if (step.way() == Step.Way.ATTACH || step.way() == Step.Way.DETACH) {
            return (step.way() == Step.Way.ATTACH ? "was given to the " : "was taken from the ") + host(step.phase());
        }
        boolean up = step.way() == Step.Way.UP;
        return switch (step.phase()) {
            case START -> up ? "started" : "stopped";
            case INIT -> up ? "was initialized" : "was closed";
            case OPEN -> up ? "was opened for requests" : "was closed for requests";
            case SPAWN -> up ? "became ready in another process" : "ended in its process";
            case PRE_INIT, DATABASE, POST_INIT, REST, GRPC -> up ? "passed " + step.phase() : "left " + step.phase();
        };
    }

    /** The name of a step's hook, as threads are called. */
    static String hook(Step step) {
        String label = step.label();
        return label.substring(0, label.lastIndexOf(' '));
    }

    /** What the host of a phase is called. */
    static String host(Phase phase) {
        return switch (phase) {
            case REST -> "REST host";
            case GRPC -> "gRPC hub";
            case SPAWN -> "host of processes";
            case DATABASE, PRE_INIT, INIT, POST_INIT, START, OPEN -> "host of phase " + phase;
        };
    }

    /** What a module that runs is without when a phase has no host. */
    static String goods(Phase phase) {
        return phase == Phase.GRPC ? "gRPC services" : "REST routes";
    }

    /** What a module offers to the host of a phase, and what that host is. */
    static String guest(Phase phase) {
        return switch (phase) {
            case DATABASE ->
                "has database migrations, but no bundle that runs them is installed. Install one or remove"
                        + " the migrations";
            case SPAWN ->
                "is to run out of process, but nothing here starts processes yet: that takes the bundle"
                        + " org.modkit.process and the running modules 'grpc-hub' and 'directory'. Install what is missing"
                        + " (see 'modkit why' of those modules), or set its 'runtime.type' to local";
            case REST -> "offers REST routes, but no module is a REST host. Install one or remove the routes";
            case GRPC -> "offers gRPC services, but no module is a gRPC hub. Install one or remove the services";
            case PRE_INIT, INIT, POST_INIT, START, OPEN -> throw new AssertionError(phase + " has no host");
        };
    }
}
