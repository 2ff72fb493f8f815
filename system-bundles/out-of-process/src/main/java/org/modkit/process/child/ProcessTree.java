// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that came of it, also what no longer has a living parent: everything that comes of an instance inherits
 * its id in the environment, which Linux shows. Elsewhere it is the descendants.
 *
 * <p>The JDK compares the time of birth before it sends a signal, so a handle never reaches a stranger.
 * Used by hosts and children, on any thread; never ends the process that asks.
 */
public final class ProcessTree {
    private static final Duration GONE = Duration.ofSeconds(2);
    /** Somebody may start processes while we end them, but not for ever. */
    private static final int ROUNDS = 10;

    private final String mark;

    /**
     * Takes the id that marks the tree.
     *
     * @param instanceId the id of an instance
     */
    public ProcessTree(String instanceId) {
        this.mark = "\0" + ChildEnvironment.INSTANCE + "=" + instanceId + "\0";
    }

    /**
     * Kills everything; what is started meanwhile too.
     *
     * @param known processes whose descendants are meant as well
     */
    public void kill(List<ProcessHandle> known) {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> living = living(known);
            if (living.isEmpty()) {
                return;
            }
            living.forEach(ProcessHandle::destroyForcibly);
            await(living, GONE);
        }
    }

    /**
     * Asks everything to end, and kills what does not.
     *
     * @param known processes whose descendants are meant as well
     * @param grace how long it may take
     */
    public void stop(List<ProcessHandle> known, Duration grace) {
        Set<ProcessHandle> living = living(known);
        living.forEach(ProcessHandle::destroy);
        await(living, grace);
        kill(List.copyOf(living));
    }

    private static void await(Set<ProcessHandle> living, Duration patience) {
        CompletableFuture.allOf(living.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /**
     * Finds what lives.
     *
     * @param known processes whose descendants are meant as well
     * @return without the process that asks
     */
    public Set<ProcessHandle> living(List<ProcessHandle> known) {
        var living = new LinkedHashSet<ProcessHandle>();
        for (ProcessHandle root : known) {
            living.add(root);
            root.descendants().forEach(living::add);
        }
        ProcessHandle.allProcesses().filter(this::isMarked).forEach(living::add);
        living.removeIf(handle -> !handle.isAlive() || handle.equals(ProcessHandle.current()));
        return living;
    }

    private boolean isMarked(ProcessHandle handle) {
        Path environment = Path.of("/proc/" + handle.pid() + "/environ");
        try {
            return ("\0" + Files.readString(environment, StandardCharsets.ISO_8859_1)).contains(mark);
        } catch (IOException | SecurityException e) {
            // Of another user, just gone, or a system that does not show it.
            return false;
        }
    }
}
