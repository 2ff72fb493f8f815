// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.modkit.process.backend.Backend;
import org.modkit.process.backend.Handover;
import org.modkit.process.backend.Instance;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.child.ChildEnvironment;
import org.modkit.process.child.Identity;
import org.modkit.process.exit.MemoryKills;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts children as processes of this machine. May be called on any thread. */
public final class LocalBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBackend.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Path data;
    private final MemoryKills memoryKills = MemoryKills.ofThisProcess();
    private final Set<LocalInstance> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * Makes a backend that has started nothing yet.
     *
     * @param data the folder in which each module has one
     */
    public LocalBackend(Path data) {
        this.data = data.toAbsolutePath();
    }

    @Override
    public Instance spawn(Start start) throws SpawnException {
        check(start);
        InstanceFolder folder = folder(start);
        try {
            return spawn(start, folder);
        } catch (IOException e) {
            try {
                folder.delete();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new SpawnException(
                    "The module '" + start.module() + "' should start in a process of its own, but the system refused: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public List<Instance> instances() {
        // Who heard of an end sees it here, though it is forgotten by whoever comes next.
        return running.stream()
                .filter(instance -> !instance.hasEnded())
                .map(Instance.class::cast)
                .toList();
    }

    @Override
    public List<String> endOrphans() {
        return new Orphans(data).end();
    }

    @Override
    public void close() {
        isClosed = true;
        CompletableFuture.allOf(running.stream()
                        .map(instance -> instance.stop(Duration.ZERO))
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void check(Start start) throws SpawnException {
        if (isClosed) {
            throw new SpawnException(
                    "The module '" + start.module() + "' cannot be started: the host is going down.", null);
        }
        Optional<Path> chosen = start.surroundings().workingFolder();
        if (chosen.isPresent() && !Files.isDirectory(chosen.get())) {
            throw new SpawnException(
                    "The working folder of the module '" + start.module() + "' should be a folder, but '" + chosen.get()
                            + "' is none. Create it, or mend 'execution.working_directory'.",
                    null);
        }
        if (start.program() instanceof Program.Executable program
                && program.file().isAbsolute()
                && !Files.isExecutable(program.file())) {
            throw new SpawnException(
                    "The executable of the module '" + start.module() + "' should be a file that can be run, but '"
                            + program.file() + "' is none. Mend 'execution.executable_path'.",
                    null);
        }
    }

    private InstanceFolder folder(Start start) throws SpawnException {
        try {
            return InstanceFolder.create(data, start.module(), start.id());
        } catch (IOException e) {
            throw new SpawnException(
                    "The module '" + start.module() + "' needs a folder for its process below '" + data
                            + "', but it cannot be made: " + e.getMessage(),
                    e);
        }
    }

    private Instance spawn(Start start, InstanceFolder folder) throws IOException {
        Optional<Handover> handover = start.handover();
        Optional<String> place = Optional.empty();
        if (handover.isPresent()) {
            place = Optional.of(
                    handover.get().way() == Handover.Way.FILE
                            ? folder.handOver(handover.get().document()).toString()
                            : ChildEnvironment.STANDARD_INPUT);
        }
        var builder = new ProcessBuilder(CommandLine.of(start.program(), folder))
                .directory(start.surroundings()
                        .workingFolder()
                        .orElse(folder.work())
                        .toFile());
        builder.environment().clear();
        builder.environment().putAll(Variables.of(start, System.getenv(), place));
        long killsBefore = memoryKills.count();
        Process process = builder.start();
        note(folder, process);
        var instance = new LocalInstance(start, process, folder, () -> memoryKills.count() - killsBefore);
        running.add(instance);
        instance.exit().thenRun(() -> running.remove(instance));
        if (isClosed) {
            instance.stop(Duration.ZERO);
        }
        return instance;
    }

    private static void note(InstanceFolder folder, Process process) {
        try {
            folder.record(Identity.of(process.pid()));
        } catch (IOException e) {
            LOG.warn("It cannot be noted which process the child '{}' is", folder.module(), e);
        }
    }
}
