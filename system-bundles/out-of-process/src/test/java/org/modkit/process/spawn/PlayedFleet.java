// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.modkit.api.ModuleException;
import org.modkit.api.directory.InstanceState;
import org.modkit.process.closure.Closure;
import org.modkit.process.exit.Cause;
import org.modkit.process.render.ModuleRuntime;

/** A fleet whose time, processes and directory a test has in its hand. */
class PlayedFleet {
    final PlayedBackend backend = new PlayedBackend();
    final PlayedSurroundings around = new PlayedSurroundings(backend);
    final PlayedTurns turns = new PlayedTurns();
    final PlayedGuest guest = new PlayedGuest("calc", 1);
    Fleet fleet;
    Thread waiting;

    PlayedFleet() {
        around.configuration.put("modules.calc.runtime.type", "oop");
        around.configuration.put("modules.calc.runtime.execution.executable_path", "/bin/true");
        around.configuration.put("lifecycle.supervision.max_restarts", 2L);
    }

    @AfterEach
    void endWaiting() throws InterruptedException {
        waiting.interrupt();
        waiting.join();
    }

    /** Begins to bring it up, on a thread of its own as the runtime does. */
    FutureTask<Void> up() throws InterruptedException {
        ModuleRuntime runtime = ModuleRuntime.read("calc", around.configuration(), new ArrayList<>());
        var programs = new Programs(Optional.empty(), Path.of("/"), Map.of());
        var launcher = new Launcher(
                around,
                programs,
                told -> new Closure.Company(Set.of(), Set.of("calc"), Set.of()),
                module -> Path.of("/data", module));
        fleet = new Fleet(guest, runtime, around, launcher, turns, () -> 0);
        var task = new FutureTask<Void>(() -> {
            fleet.up();
            return null;
        });
        // The played turns belong to the test, so they are posted to before it goes on.
        waiting = new Thread(task, "up");
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        turns.run();
        return task;
    }

    void ready(int child) {
        around.directory.is(backend.children.get(child).id(), InstanceState.HEALTHY);
        fleet.stirred();
        turns.run();
    }

    void dies(int child, int code) {
        backend.children.get(child).ends(code, code > 128 ? Cause.BY_SIGNAL : Cause.BY_ITSELF);
        turns.run();
    }

    String place() {
        return guest.places.get(guest.places.size() - 1);
    }

    String trouble() {
        return guest.troubles.isEmpty() ? "" : guest.troubles.get(guest.troubles.size() - 1);
    }

    static void assertDone(FutureTask<Void> up) throws Exception {
        up.get(30, TimeUnit.SECONDS);
    }

    static String refusal(FutureTask<Void> up) throws Exception {
        try {
            up.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ModuleException.class);
            return e.getCause().getMessage();
        }
        throw new AssertionError("It came up.");
    }
}
