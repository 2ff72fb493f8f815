// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, which can't be waited for in any other way than by looking. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** Waits until there is a value and returns it. */
    public static <T> T value(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + DEADLINE.toSeconds() + " s for " + what + ".");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until it is so. */
    public static void until(String what, BooleanSupplier look) {
        value(what, () -> look.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
