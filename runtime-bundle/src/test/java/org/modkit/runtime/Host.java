// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.runtime.config.ModuleConfig;
import org.modkit.runtime.config.RuntimeSettings;
import org.modkit.runtime.hub.TestFramework;
import org.modkit.runtime.plan.Deadlines;
import org.modkit.runtime.plan.ModuleSettings;
import org.modkit.runtime.plan.Policy;
import org.modkit.runtime.plan.Supervision;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/** A runtime in a real framework inside the test's process. */
final class Host {
    private static final long PATIENCE = 30;

    /** Every call of a hook, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final TestFramework framework;
    final Wiring wiring;
    final ModkitRuntime runtime;
    private final Map<String, ModuleConfig> configs = new HashMap<>();
    private final List<JournalEntry> journal = new CopyOnWriteArrayList<>();
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();

    private record Expectation(Predicate<JournalEntry> what, CompletableFuture<JournalEntry> met) {}

    Host(Path cache) throws BundleException {
        framework = new TestFramework(cache);
        framework.context().registerService(JournalListener.class, this::heard, null);
        wiring = new Wiring(framework.context());
        wiring.open();
        // As the runtime's bundle would, whoever stops the framework.
        SynchronousBundleListener last = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
                wiring.close();
            }
        };
        framework.context().addBundleListener(last);
        runtime = framework.context().getService(framework.context().getServiceReference(ModkitRuntime.class));
    }

    /** Lets modules climb; those offered before come up as one wave. */
    Host release() {
        wiring.release();
        return this;
    }

    /** Gives every hook of every module a deadline. */
    Host deadline(Duration each) {
        var up = new EnumMap<Phase, Duration>(Phase.class);
        Stream.of(Phase.values()).forEach(phase -> up.put(phase, each));
        var quick = new Supervision(true, Duration.ofMillis(1), Duration.ofMillis(10), 0, 2, Duration.ofMinutes(10));
        var settings = new ModuleSettings(false, true, new Deadlines(up, each, each), quick);
        return configure(
                new RuntimeSettings(Policy.standard(), settings, Map.of(), Map.of(), Map.of(), Map.of(), List.of()));
    }

    /** One step at a time, so that the order of calls is fully determined. */
    Host strict() {
        var policy = new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.ISOLATE, Optional.empty());
        return configure(
                new RuntimeSettings(policy, ModuleSettings.DEFAULT, Map.of(), Map.of(), Map.of(), Map.of(), List.of()));
    }

    /** The first failure takes everything down. */
    Host failFast() {
        var policy = new Policy(Policy.Order.PARALLEL, 4, Policy.OnFailure.FAIL_FAST, Optional.empty());
        return configure(
                new RuntimeSettings(policy, ModuleSettings.DEFAULT, Map.of(), Map.of(), Map.of(), Map.of(), List.of()));
    }

    /** Gives a module a configuration of its own. */
    Host configure(String module, Map<String, Object> section) {
        configs.put(module, new ModuleConfig(ModuleConfig.Presence.SECTION, section));
        return configure(new RuntimeSettings(
                Policy.standard(), ModuleSettings.DEFAULT, Map.of(), configs, Map.of(), Map.of(), List.of()));
    }

    /** Says something of a module's database. */
    Host configureDatabase(String module, Map<String, Object> keys) {
        return configure(new RuntimeSettings(
                Policy.standard(),
                ModuleSettings.DEFAULT,
                Map.of(),
                Map.of(),
                Map.of(module, keys),
                Map.of(),
                List.of()));
    }

    /** Lets a module run in another process, or here again. */
    Host elsewhere(String module, boolean elsewhere) {
        var settings = new ModuleSettings(elsewhere, true, Deadlines.DEFAULT, Supervision.DEFAULT);
        return configure(new RuntimeSettings(
                Policy.standard(),
                ModuleSettings.DEFAULT,
                Map.of(module, settings),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of()));
    }

    private Host configure(RuntimeSettings settings) {
        wiring.configuration.changed(settings);
        return this;
    }

    private void heard(JournalEntry entry) {
        journal.add(entry);
        expectations.forEach(e -> meet(e, entry));
    }

    private static void meet(Expectation expectation, JournalEntry entry) {
        if (expectation.what.test(entry)) {
            expectation.met.complete(entry);
        }
    }

    /** Waits for a journal entry, past or future. */
    JournalEntry await(Predicate<JournalEntry> what) throws Exception {
        var expectation = new Expectation(what, new CompletableFuture<>());
        expectations.add(expectation);
        journal.forEach(entry -> meet(expectation, entry));
        return expectation.met.get(PATIENCE, TimeUnit.SECONDS);
    }

    JournalEntry await(String module, JournalEntry.Kind kind) throws Exception {
        return await(e -> e.kind() == kind && e.module().filter(module::equals).isPresent());
    }

    RuntimeStatus settled() throws Exception {
        return runtime.settled().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }

    ModuleStatus status(String module) throws Exception {
        return settled().module(module).orElseThrow(() -> new AssertionError("no module " + module));
    }

    Optional<ModuleState> state(String module) throws Exception {
        return settled().module(module).map(ModuleStatus::state);
    }

    Script script(String name) {
        return new Script(name, calls);
    }

    Bundle bundle(String name) throws BundleException, IOException {
        return framework.bundle(name);
    }

    /** Registers a module with its core and start in one service. */
    static ServiceRegistration<?> offer(Bundle bundle, String name, Object module, String... requires) {
        return register(bundle, module, properties(name, requires), ModkitModule.class, RunnableCapability.class);
    }

    static Dictionary<String, Object> properties(String name, String... requires) {
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.module", name);
        properties.put("modkit.requires", requires);
        return properties;
    }

    static ServiceRegistration<?> register(
            Bundle bundle, Object service, Dictionary<String, ?> properties, Class<?>... types) {
        var names = new ArrayList<String>();
        for (Class<?> type : types) {
            names.add(type.getName());
        }
        return bundle.getBundleContext().registerService(names.toArray(String[]::new), service, properties);
    }

    void close() throws Exception {
        framework.stop();
    }
}
