// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;

/**
 * Follows Configuration Admin and tells what it holds, always as a whole value.
 *
 * <p>Without Configuration Admin the defaults are in force. When it goes away, what it said last stays in force, so that
 * an update of it restarts nobody.
 */
public final class ConfigSource implements AutoCloseable {
    /** How long nothing must have changed, in milliseconds, for a burst of changes to be over. */
    private static final long QUIET = 50;
    /** After how many times {@link #QUIET} a burst that does not end is read all the same. */
    private static final int PATIENCE = 20;

    /** Configuration Admin, without naming its classes: they may not be there. */
    interface Admin {
        /** Begins to tell of changes. */
        void open();

        /** All our configurations by PID, or empty if there is no Configuration Admin at this moment. */
        Optional<Map<String, Map<String, Object>>> read() throws IOException;

        void close();
    }

    /** Stands in where the package of Configuration Admin can't be loaded. */
    private static final class Absent implements Admin {
        @Override
        public void open() {}

        @Override
        public Optional<Map<String, Map<String, Object>>> read() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private final ScheduledExecutorService timer;
    private final Consumer<RuntimeSettings> changed;
    private final Admin admin;
    /** Changes since the last look; the one that makes it 1 schedules the next look, so none does before it is 0. */
    private final AtomicInteger changes = new AtomicInteger(1);

    /** Written by {@link #open()} first, then on the timer's thread only. */
    private volatile RuntimeSettings last = RuntimeSettings.standard();

    /**
     * Creates a source that does nothing yet.
     *
     * @param context of the runtime's bundle
     * @param timer one thread that may be held up by Configuration Admin and its plugins; the caller ends it
     * @param changed gets each new value that differs from the one before, on the timer's thread, after
     *     {@link #open()} has read the first
     */
    public ConfigSource(BundleContext context, ScheduledExecutorService timer, Consumer<RuntimeSettings> changed) {
        this.timer = timer;
        this.changed = changed;
        this.admin = admin(context, this::stir);
    }

    private static Admin admin(BundleContext context, Runnable stirred) {
        try {
            return new AdminLink(context, stirred);
        } catch (NoClassDefFoundError absent) {
            return new Absent();
        }
    }

    /**
     * Reads what there is and follows it from then on.
     *
     * @return the first value
     */
    public RuntimeSettings open() {
        admin.open();
        last = read();
        changes.set(0);
        // What changed while it was read is found by one more look.
        stir();
        return last;
    }

    /** Something has changed; called on any thread, also from within an update of Configuration Admin. */
    private void stir() {
        if (changes.getAndIncrement() == 0) {
            lookLater(1, 0);
        }
    }

    private void lookLater(int seen, int rounds) {
        try {
            timer.schedule(() -> look(seen, rounds), QUIET, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // The runtime is going down; nobody waits for this any more.
        }
    }

    private void look(int seen, int rounds) {
        int now = changes.get();
        if (now != seen && rounds < PATIENCE) {
            lookLater(now, rounds + 1);
            return;
        }
        changes.set(0);
        RuntimeSettings next = read();
        if (!next.equals(last)) {
            last = next;
            changed.accept(next);
        }
    }

    private RuntimeSettings read() {
        try {
            return admin.read().map(SettingsParser::parse).orElse(last);
        } catch (IOException | RuntimeException failed) {
            return last.with("Configuration Admin must yield the configurations of ModKit, but failed with '" + failed
                    + "'. What was read before stays in force; look at its storage and its plugins.");
        }
    }

    /** Follows no longer. A value that is being told at this moment may still arrive. */
    @Override
    public void close() {
        admin.close();
    }
}
