// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.modkit.api.capability.SystemContext;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.runtime.config.ConfigSource;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.hub.Hub;
import org.modkit.runtime.loop.Loop;
import org.modkit.runtime.phase.HookRunner;
import org.modkit.runtime.phase.Hosts;
import org.modkit.runtime.phase.Services;
import org.modkit.runtime.plan.Command;
import org.modkit.runtime.plan.Effects;
import org.modkit.runtime.plan.Model;
import org.modkit.runtime.report.Reporter;
import org.modkit.runtime.report.StatusService;
import org.modkit.runtime.track.Listeners;
import org.modkit.runtime.track.Problems;
import org.modkit.runtime.track.StrandedModules;
import org.modkit.runtime.track.Tracking;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of one runtime, opened along the line and closed against it. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.modkit.runtime");

    private record Inside(UUID instanceId, ModkitRuntime runtime) implements SystemContext {}

    private final BundleContext context;
    private final Problems problems = new Problems();
    private final Listeners listeners;
    private final Reporter reporter;
    final Configuration configuration;
    private final HookRunner runner;
    private final Loop loop;
    private final Tracking tracking;
    private final ConfigSource configSource;
    private final StrandedModules stranded;
    private final StatusService status;
    /** For reading configuration, which may be held up by plugins of Configuration Admin. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "modkit-config");
        thread.setDaemon(true);
        return thread;
    });

    private ServiceRegistration<ModkitRuntime> registration;

    Wiring(BundleContext context) {
        this.context = context;
        listeners = new Listeners(context, LOG::warn);
        reporter = new Reporter(LOG, journal(context), listeners::happened);
        stranded = new StrandedModules(context, this::post);
        var troubles = new StatusService.Troubles(problems::all, stranded::all);
        status = new StatusService(this::snapshot, this::post, troubles, reporter);
        configuration = new Configuration(context, problems, this::post);
        var hosts = new Hosts();
        var inside = new Inside(UUID.randomUUID(), status);
        runner = new HookRunner(new Services(inside, configuration, hosts, this::post, this::ended, LOG::warn));
        var model = new Model(
                InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
        loop = new Loop(model, runner, this::report, System::nanoTime);
        var hub = new Hub(sentence -> post(new Command.Refused(sentence)));
        tracking = new Tracking(context, hub, hosts, problems, this::post);
        configSource = new ConfigSource(context, timer, configuration::changed);
    }

    private Snapshot snapshot() {
        return loop.snapshot();
    }

    private void post(Command command) {
        loop.post(command);
    }

    private void ended(Command command) {
        loop.postAndTurn(command);
    }

    void open() {
        reporter.open();
        loop.open((thread, bug) -> LOG.error(
                "The runtime met a bug in itself and can't go on: modules stay as they are. Report it and restart.",
                bug));
        // On the timer's thread like every later change, so that none overtakes the first.
        CompletableFuture.runAsync(() -> configuration.changed(configSource.open()), timer)
                .join();
        tracking.open();
        stranded.open();
        registration = context.registerService(ModkitRuntime.class, status, null);
    }

    void release() {
        post(new Command.Released());
    }

    /** In a turn of the loop; only puts aside. */
    private void report(Effects effects) {
        reporter.accept(effects);
        boolean failFast = effects.events().stream()
                .anyMatch(event -> event.what() instanceof Event.Closing closing && closing.failFast());
        if (failFast) {
            new Thread(new Exit(context, tracking::goDown, LOG), "modkit-exit").start();
        }
    }

    @Override
    public void close() {
        tracking.goDown();
        if (registration != null) {
            registration.unregister();
        }
        configSource.close();
        endTimer();
        tracking.close();
        stranded.close();
        loop.close();
        runner.close();
        reporter.close();
        listeners.close();
    }

    private void endTimer() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn(
                        "Reading the configuration takes long and goes on; a plugin of Configuration Admin may hold it up.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the container the instance folder, in Karaf its log folder; a framework that has neither gets no file. */
    private static Optional<Path> journal(BundleContext context) {
        return Stream.of(
                        folder(context, "modkit.home", "log"),
                        folder(context, "karaf.log", ""),
                        folder(context, "karaf.data", "log"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(folder -> folder.resolve("journal.jsonl"));
    }

    private static Optional<Path> folder(BundleContext context, String property, String below) {
        return Optional.ofNullable(context.getProperty(property))
                .map(base -> Path.of(base).resolve(below));
    }
}
