// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.modkit.configuration.Settings;
import org.modkit.configuration.schema.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file several times a second and applies it when it has changed and settled. A configuration with
 * problems is reported once and not applied: the last good one stays in force.
 *
 * <p>Looking beats being told: it is the same on every file system, mounted volumes and replaced links included.
 */
final class Follower implements AutoCloseable, InstalledModules.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long LOOK_MILLIS = 200;
    private static final long HOLD_MILLIS = 1_500;
    private static final long LAST_WORDS_MILLIS = 2_000;

    private final Path file;
    private final Applier applier;
    private final InstalledModules modules;
    private final Thread thread = new Thread(this::run, "modkit-configuration");
    private final Semaphore modulesChanged = new Semaphore(0);
    private volatile boolean closed;

    // Completed and replaced by the thread when it has taken notice of the modules that are there.
    private volatile CompletableFuture<Void> noticed = new CompletableFuture<>();

    // Written by the thread.
    private volatile Set<String> loggers = Set.of();

    // These belong to the thread; before it starts, to the one that starts it.
    private FileLook applied;
    private FileLook glimpsed;
    private Optional<Settings> good = Optional.empty();
    private List<Problem> reported = List.of();

    private Follower(Path file, Applier applier, InstalledModules modules) {
        this.file = file;
        this.applier = applier;
        this.modules = modules;
        applied = FileLook.at(file);
        glimpsed = applied;
        thread.setDaemon(true);
    }

    /** Applies the file on the calling thread, so that later start levels find it applied, and then follows it. */
    static Follower follow(Path file, Applier applier, InstalledModules modules) {
        var follower = new Follower(file, applier, modules);
        follower.read();
        modules.open(follower);
        // Once at the start, for a module that came between the two lines above.
        follower.registered();
        follower.thread.start();
        return follower;
    }

    /** Holds the bundle up for a moment, so that its module's first line finds its level and its file. */
    @Override
    public void installed(List<String> names) {
        if (Collections.disjoint(loggers, names)) {
            return;
        }
        CompletableFuture<Void> notice = noticed;
        modulesChanged.release();
        try {
            notice.get(HOLD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("A module was not held up until its log was ready.", e);
        }
    }

    @Override
    public void registered() {
        modulesChanged.release();
    }

    private void run() {
        try {
            while (!closed) {
                if (modulesChanged.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    modulesChanged.drainPermits();
                    CompletableFuture<Void> notice = noticed;
                    noticed = new CompletableFuture<>();
                    good.ifPresent(this::apply);
                    notice.complete(null);
                }
                look();
            }
        } catch (InterruptedException e) {
            // close() asked for it.
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        FileLook look = FileLook.at(file);
        boolean settled = look.equals(glimpsed);
        glimpsed = look;
        if (settled && !look.equals(applied)) {
            applied = look;
            read();
        }
    }

    private void read() {
        Settings settings = Settings.load(file, System.getenv());
        if (!settings.sound()) {
            report(settings.problems());
            return;
        }
        reported = List.of();
        List<String> changed = apply(settings);
        if (good.isPresent()) {
            announce(changed, good.get(), settings);
        }
        good = Optional.of(settings);
    }

    private List<String> apply(Settings settings) {
        loggers = settings.loggers();
        try {
            return applier.apply(settings);
        } catch (IOException | RuntimeException e) {
            // RuntimeException too: Configuration Admin may be on its way down, and the next edit deserves its chance.
            if (!closed) {
                LOG.error("Configuration Admin did not take all of {}. Change the file to try again.", file, e);
            }
            return List.of();
        }
    }

    private static void announce(List<String> changed, Settings before, Settings after) {
        if (!changed.isEmpty()) {
            LOG.info("The configuration changed: {}.", String.join(", ", changed));
        }
        if (!before.said()
                .section("deploy")
                .plain()
                .equals(after.said().section("deploy").plain())) {
            LOG.info("The section 'deploy' changed, which takes effect at the next start.");
        }
    }

    private void report(List<Problem> problems) {
        if (problems.equals(reported)) {
            return;
        }
        reported = problems;
        LOG.error(
                "The configuration is not used; what was in force stays in force.{}",
                problems.stream().map(p -> "\n  - " + p.sentence()).collect(Collectors.joining()));
    }

    @Override
    public void close() {
        closed = true;
        modules.close();
        thread.interrupt();
        try {
            thread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
