// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.modkit.api.ModuleException;
import org.modkit.api.directory.Admission;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.process.closure.Closure;
import org.modkit.process.closure.Installation;
import org.modkit.process.render.ModuleRuntime;

/**
 * Carries out the phase in which modules are started that run elsewhere. The runtime calls it on its threads, for several
 * modules at the same time.
 */
public final class SpawnHost implements PhaseHost, AutoCloseable {
    private final Surroundings surroundings;
    private final Launcher launcher;
    private final Map<PhaseGuest, Elsewhere> guests = new ConcurrentHashMap<>();

    /**
     * Makes a host that has no guest yet.
     *
     * @param surroundings what is around
     * @param installation from which children run, if this process does
     * @param companies finds what goes along with a module
     * @param folders gives the absolute folder of a module's data
     */
    public SpawnHost(
            Surroundings surroundings,
            Optional<Installation> installation,
            Function<PhaseGuest, Closure.Company> companies,
            Function<String, Path> folders) {
        this.surroundings = surroundings;
        var programs =
                new Programs(installation, folders.apply("").resolve("..").normalize(), System.getenv());
        this.launcher = new Launcher(surroundings, programs, companies, folders);
    }

    @Override
    public void up(PhaseGuest guest) throws InterruptedException {
        String module = guest.context().moduleName();
        var problems = new ArrayList<String>();
        ModuleRuntime runtime = ModuleRuntime.read(module, surroundings.configuration(), problems);
        if (!problems.isEmpty()) {
            throw new ModuleException(
                    module,
                    "Module '" + module + "' is configured wrongly, so its process is not started: "
                            + String.join(" ", problems),
                    null);
        }
        var turns = new ThreadTurns("modkit-spawn-" + module);
        Elsewhere elsewhere = runtime.type() == ModuleRuntime.Type.REMOTE
                ? new Distant(guest, runtime, surroundings, turns)
                : new Fleet(guest, runtime, surroundings, launcher, turns);
        guests.put(guest, elsewhere);
        elsewhere.up();
    }

    @Override
    public void down(PhaseGuest guest) throws InterruptedException {
        Elsewhere elsewhere = guests.remove(guest);
        if (elsewhere != null) {
            elsewhere.down();
        }
    }

    /** The hub, the directory or what it says may have changed. Returns at once; any thread may call it. */
    public void stirred() {
        guests.values().forEach(Elsewhere::stirred);
    }

    /** The configuration may have changed. Returns at once; any thread may call it. */
    public void reconfigured() {
        guests.values().forEach(Elsewhere::reconfigured);
    }

    /**
     * Somebody else lets children in from now on. Returns at once; any thread may call it.
     *
     * @param admission who
     */
    public void admits(Admission admission) {
        guests.values().forEach(elsewhere -> elsewhere.admits(admission));
    }

    /** Takes down whoever is left, all at the same time. */
    @Override
    public void close() {
        var threads = new ArrayList<Thread>();
        for (PhaseGuest guest : List.copyOf(guests.keySet())) {
            var thread = new Thread(() -> downQuietly(guest), "modkit-spawn-close");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            // The backend kills what is left.
            Thread.currentThread().interrupt();
        }
    }

    private void downQuietly(PhaseGuest guest) {
        try {
            down(guest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
