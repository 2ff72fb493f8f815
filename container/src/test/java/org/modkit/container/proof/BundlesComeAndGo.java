// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/** Sample bundles installed, updated and uninstalled by hand, told by the journal. Runs inside the framework. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundlesComeAndGo {
    /** What the framework gets of the container's own bundles: those that do not make a container of it. */
    private static final List<String> NEEDED = List.of(
            "pax-logging-api",
            "pax-logging-log4j2",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.gogo.runtime",
            "org.modkit.api",
            "org.modkit.runtime",
            "org.modkit.shell");

    private static final Path DISTRIBUTION = Path.of("target/modkit");

    @Inject
    private BundleContext framework;

    @Inject
    private ModkitRuntime runtime;

    @Inject
    private CommandProcessor shell;

    private final JournalEar journal = new JournalEar();
    private final Deque<Bundle> installed = new ArrayDeque<>();
    private ServiceRegistration<JournalListener> listening;

    /** Called by Pax Exam before the framework is there. */
    @Configuration
    public static Option[] felix() throws IOException {
        NothingIsLeft.clear();
        List<Option> bundles = new ArrayList<>();
        for (String name : NEEDED) {
            bundles.add(bundle(jar("bundles", name).toUri().toString()));
        }
        return options(
                workingDirectory("target/plain-felix-cache"),
                frameworkProperty("modkit.home").value(NothingIsLeft.home().toString()),
                composite(bundles.toArray(Option[]::new)),
                junitBundles());
    }

    @Before
    public void listen() {
        listening = framework.registerService(JournalListener.class, journal, null);
    }

    @After
    public void takeEverythingAway() throws Exception {
        while (!installed.isEmpty()) {
            Bundle bundle = installed.pop();
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        }
        runtime.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), runtime.status().modules());
        listening.unregister();
    }

    @Test
    public void aModuleWaitsForWhatItNeedsAndGoesDownBeforeIt() throws Exception {
        start("org.modkit.samples.clock.api");
        start("org.modkit.samples.greeter");
        assertTrue(journal.until("greeter waiting").contains("greeter offered"));
        String why = String.join(" ", runtime.why("greeter"));
        assertTrue(why, why.contains("waits for 'clock-utc', which no active bundle offers."));

        Bundle clock = start("org.modkit.samples.clock.utc");
        assertEquals(
                List.of("clock-utc INIT up ok", "clock-utc running", "greeter INIT up ok", "greeter running"),
                JournalEar.deeds(journal.until("greeter running")));

        clock.uninstall();
        assertEquals(
                List.of("greeter INIT down ok", "clock-utc INIT down ok"),
                JournalEar.deeds(journal.until("clock-utc down")));
        assertEquals(
                ModuleState.WAITING,
                runtime.status().module("greeter").orElseThrow().state());
    }

    @Test
    public void anUpdateRestartsExactlyTheModuleAndThoseThatNeedIt() throws Exception {
        start("org.modkit.samples.clock.api");
        start("org.modkit.samples.hello");
        Bundle clock = start("org.modkit.samples.clock.utc");
        start("org.modkit.samples.greeter");
        journal.until("greeter running");

        try (var sameAgain = Files.newInputStream(jar("samples", "org.modkit.samples.clock.utc"))) {
            clock.update(sameAgain);
        }
        assertEquals(
                List.of(
                        "greeter INIT down ok",
                        "clock-utc INIT down ok",
                        "clock-utc INIT up ok",
                        "clock-utc running",
                        "greeter INIT up ok",
                        "greeter running"),
                JournalEar.deeds(journal.until("greeter running")));
    }

    @Test
    public void aNewVersionTakesThePlaceOfTheOldOne() throws Exception {
        Bundle banner = start("org.modkit.samples.banner");
        journal.until("banner running");
        try (var next = Files.newInputStream(jar("samples", "org.modkit.samples.banner-v2"))) {
            banner.update(next);
        }
        journal.until("banner running");
        assertEquals(
                "0.2.0",
                runtime.status().module("banner").orElseThrow().bundle().version());
    }

    @Test
    public void aWorkerIsReadyBeforeItRunsAndIsStoppedBeforeItIsClosed() throws Exception {
        Bundle heartbeat = start("org.modkit.samples.heartbeat");
        assertEquals(
                List.of("heartbeat INIT up ok", "heartbeat START up ok", "heartbeat running"),
                JournalEar.deeds(journal.until("heartbeat running")));
        heartbeat.stop();
        assertEquals(
                List.of("heartbeat START down ok", "heartbeat INIT down ok"),
                JournalEar.deeds(journal.until("heartbeat down")));
    }

    @Test
    public void aModuleThatFailsSaysWhatToDoAndLeavesOthersRunning() throws Exception {
        start("org.modkit.samples.hello");
        journal.until("hello running");
        start("org.modkit.samples.broken");
        assertEquals(
                List.of("broken INIT up failed", "broken INIT down ok"),
                JournalEar.deeds(journal.until("broken failed")));
        String reason = runtime.status().module("broken").orElseThrow().reason();
        assertTrue(reason, reason.contains("Set 'modules.broken.config.mended: true'."));
        assertEquals(
                ModuleState.RUNNING,
                runtime.status().module("hello").orElseThrow().state());
    }

    @Test
    public void aClientOfTheHubIsAServiceOfTheFrameworkUntilItsModuleIsDown() throws Exception {
        start("org.modkit.samples.clock.api");
        Bundle clock = start("org.modkit.samples.clock.utc");
        journal.until("clock-utc running");
        String type = "org.modkit.samples.clock.api.TownClock";
        assertNotNull(framework.getAllServiceReferences(type, null));
        clock.stop();
        journal.until("clock-utc down");
        assertNull(framework.getAllServiceReferences(type, null));
    }

    @Test
    public void theShellKnowsTheVerbs() throws Exception {
        start("org.modkit.samples.hello");
        journal.until("hello running");
        String page = typed("modkit:status");
        assertTrue(page, page.startsWith("1 running - ready"));
        assertTrue(typed("modkit:why hello").contains("hello"));
        assertEquals(3, typed("modkit:journal 3 --json").lines().count());
        Exception refused = assertThrows(Exception.class, () -> typed("modkit:retry hello"));
        assertTrue(refused.toString(), refused.getMessage().contains("to be FAILED, but it is RUNNING"));
    }

    @Test
    public void theShellPrintsTheVeryLinesOfTheJournalsFile() throws Exception {
        start("org.modkit.samples.hello");
        journal.until("container settled");
        List<String> printed = typed("modkit:journal 100000 --json").lines().toList();
        List<String> written = Files.readAllLines(NothingIsLeft.home().resolve("log/journal.jsonl"));
        assertEquals(written, printed);
    }

    private Bundle start(String sample) throws BundleException, IOException {
        Bundle bundle = framework.installBundle(jar("samples", sample).toUri().toString());
        installed.push(bundle);
        bundle.start();
        return bundle;
    }

    private String typed(String command) throws Exception {
        var output = new ByteArrayOutputStream();
        try (CommandSession session = shell.createSession(new ByteArrayInputStream(new byte[0]), output, System.err)) {
            session.execute(command);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Finds a jar of the distribution by its name without the version. */
    private static Path jar(String folder, String name) throws IOException {
        try (var files = Files.walk(DISTRIBUTION.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Expected a jar '" + name + "' in "
                            + DISTRIBUTION.resolve(folder).toAbsolutePath() + ", but there is only "
                            + Arrays.toString(
                                    DISTRIBUTION.resolve(folder).toFile().list())))
                    .toAbsolutePath();
        }
    }
}
