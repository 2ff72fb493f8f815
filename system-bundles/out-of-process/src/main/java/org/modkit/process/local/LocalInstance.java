// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.modkit.process.backend.Handover;
import org.modkit.process.backend.Instance;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.Start;
import org.modkit.process.child.ProcessTree;
import org.modkit.process.exit.Circumstances;
import org.modkit.process.exit.Exit;
import org.modkit.process.output.Forwarder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child of this machine, from its start until nothing of it is left. */
final class LocalInstance implements Instance {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInstance.class);
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final Start start;
    private final Process process;
    private final InstanceFolder folder;
    private final LongSupplier memoryKills;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final ProcessTree tree;
    private final Forwarder forwarder;
    private final CompletableFuture<Exit> exit;
    private volatile boolean isAsked;
    private volatile boolean isKilled;
    private volatile List<ProcessHandle> below = List.of();

    LocalInstance(Start start, Process process, InstanceFolder folder, LongSupplier memoryKills) {
        this.start = start;
        this.process = process;
        this.folder = folder;
        this.memoryKills = memoryKills;
        this.tree = new ProcessTree(start.id().toString());
        this.forwarder = new Forwarder(
                start.module(), List.of(process.getInputStream(), process.getErrorStream()), start.output());
        this.exit = process.onExit().thenApplyAsync(ended -> ended(), onThread("end"));
        start.handover()
                .filter(handover -> handover.way() == Handover.Way.STANDARD_INPUT)
                .ifPresent(handover -> onThread("handover").execute(() -> handOver(handover.document())));
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
        return OptionalLong.of(process.pid());
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    boolean hasEnded() {
        return exit.isDone();
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit.copy();
    }

    @Override
    public CompletableFuture<Exit> stop(Duration grace) {
        if (process.isAlive()) {
            boolean isFirst = !isAsked;
            isAsked = true;
            if (grace.isZero() || grace.isNegative()) {
                onThread("kill").execute(this::kill);
            } else {
                if (isFirst) {
                    ask();
                }
                CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS, onThread("kill"))
                        .execute(this::kill);
            }
        }
        return exit();
    }

    @Override
    public String toString() {
        return start.module() + " " + start.id() + " (process " + process.pid() + ")";
    }

    /** Where there is no polite signal, the end of the lifeline is one. */
    private void ask() {
        below = process.descendants().toList();
        if (process.supportsNormalTermination()) {
            // Not the process itself: the JDK would close its streams as well, and its last words be lost.
            process.toHandle().destroy();
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The child '{}' has closed its input", start.module(), e);
        }
    }

    private void kill() {
        if (process.isAlive()) {
            isKilled = true;
            tree.kill(List.of(process.toHandle()));
        }
    }

    private void handOver(byte[] document) {
        OutputStream input = process.getOutputStream();
        try {
            input.write((document.length + "\n").getBytes(StandardCharsets.US_ASCII));
            input.write(document);
            // Stays open: it is the lifeline.
            input.flush();
        } catch (IOException e) {
            LOG.debug("The child '{}' has not read what it was handed", start.module(), e);
        }
    }

    private Exit ended() {
        Duration lived = Duration.ofNanos(System.nanoTime() - startedNanos);
        try {
            tree.kill(below);
            if (!forwarder.finish(LAST_LINES)) {
                LOG.debug("Not all of the output of the child '{}' was told", start.module());
            }
            folder.ended();
        } catch (IOException e) {
            LOG.warn("What is left of the child '{}' cannot be cleared away", start.module(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int code = process.exitValue();
        var known =
                new Circumstances(isAsked, isKilled, start.program() instanceof Program.Jvm, memoryKills.getAsLong());
        return new Exit(code, known.of(code), lived);
    }

    private Executor onThread(String purpose) {
        return work -> {
            var thread = new Thread(work, "modkit-" + purpose + "-" + start.module());
            thread.setDaemon(true);
            thread.start();
        };
    }
}
