// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.verb.Refusal;

/** Waits until no module is on its way to the database phase or in it, and tells meanwhile what it waits for. */
final class Arrival {
    private static final long LOOK_MILLIS = 200;
    private static final Duration REMIND = Duration.ofSeconds(5);

    private final ModkitRuntime runtime;
    private final boolean untilSettled;
    private final Consumer<String> progress;
    private final Set<String> told = new HashSet<>();
    private final long begin = System.nanoTime();
    private Duration remindAt = REMIND;

    /**
     * Creates one.
     *
     * @param runtime who knows
     * @param untilSettled whether modules may still be arriving, so that only a runtime that has settled is done
     * @param progress gets sentences while it takes long
     */
    Arrival(ModkitRuntime runtime, boolean untilSettled, Consumer<String> progress) {
        this.runtime = runtime;
        this.untilSettled = untilSettled;
        this.progress = progress;
    }

    /** Without a limit of its own: the phase has deadlines. */
    RuntimeStatus await() {
        CompletableFuture<RuntimeStatus> settled = runtime.settled().toCompletableFuture();
        try {
            while (true) {
                try {
                    return settled.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    RuntimeStatus status = runtime.status();
                    List<ModuleStatus> underWay = status.modules().stream()
                            .filter(Arrival::isUnderWay)
                            .toList();
                    if (underWay.isEmpty() && !untilSettled) {
                        return status;
                    }
                    tell(underWay);
                }
            }
        } catch (ExecutionException e) {
            throw Refusal.because(
                    "The runtime could not answer: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because("The wait for the migrations was interrupted. What was applied stays applied;"
                    + " 'modkit migrate --status' tells what is pending.");
        }
    }

    private static boolean isUnderWay(ModuleStatus module) {
        return module.state() == ModuleState.STARTING && Absent.isBelowDatabase(module);
    }

    private void tell(List<ModuleStatus> underWay) {
        underWay.stream()
                .map(ModuleStatus::reason)
                // Some count down, which is no news.
                .filter(reason -> !reason.isEmpty() && told.add(reason.replaceAll("\\d+", "0")))
                .forEach(progress);
        var elapsed = Duration.ofNanos(System.nanoTime() - begin);
        if (!underWay.isEmpty() && elapsed.compareTo(remindAt) >= 0) {
            remindAt = elapsed.plus(REMIND);
            progress.accept("Migrating for " + elapsed.toSeconds() + " s: "
                    + String.join(
                            ", ", underWay.stream().map(ModuleStatus::name).toList()) + ".");
        }
    }
}
