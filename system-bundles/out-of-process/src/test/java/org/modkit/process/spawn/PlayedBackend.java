// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.modkit.process.backend.Backend;
import org.modkit.process.backend.Instance;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.exit.Cause;
import org.modkit.process.exit.Exit;
import org.modkit.process.output.Line;
import org.slf4j.event.Level;

/** Processes that a test ends. */
final class PlayedBackend implements Backend {
    final List<Child> children = new ArrayList<>();
    /** What keeps it from starting anything; empty if nothing does. */
    String refusal = "";

    @Override
    public Instance spawn(Start start) throws SpawnException {
        if (!refusal.isEmpty()) {
            throw new SpawnException(refusal, null);
        }
        var child = new Child(start, 4711 + children.size());
        children.add(child);
        return child;
    }

    Child last() {
        return children.get(children.size() - 1);
    }

    @Override
    public List<Instance> instances() {
        return List.copyOf(children);
    }

    @Override
    public List<String> endOrphans() {
        return List.of();
    }

    @Override
    public void close() {}

    /** One of them. */
    static final class Child implements Instance {
        final Start start;
        final List<Duration> stops = new ArrayList<>();
        private final CompletableFuture<Exit> exit = new CompletableFuture<>();
        private final long pid;

        Child(Start start, long pid) {
            this.start = start;
            this.pid = pid;
        }

        void says(Level level, String text) {
            start.output().accept(new Line(Line.Stream.STDERR, level, text));
        }

        void ends(int code, Cause cause) {
            exit.complete(new Exit(code, cause, Duration.ofSeconds(1)));
        }

        boolean isAlive() {
            return !exit.isDone();
        }

        @Override
        public String module() {
            return start.module();
        }

        @Override
        public UUID id() {
            return start.id();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.of(pid);
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public CompletableFuture<Exit> exit() {
            return exit.copy();
        }

        @Override
        public CompletableFuture<Exit> stop(Duration grace) {
            stops.add(grace);
            return exit();
        }
    }
}
