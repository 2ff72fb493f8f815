// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.modkit.api.database.Databases;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The sample that keeps books, on H2 and on PostgreSQL, with the database bundle coming and going. Runs inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DatabasesComeFirst {
    private static final List<String> NEEDED = List.of(
            "pax-logging-api",
            "pax-logging-log4j2",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.osgi.service.jdbc",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "h2",
            "postgresql",
            "org.modkit.api",
            "org.modkit.runtime",
            "org.modkit.database");

    private static final Path DISTRIBUTION = Path.of("target/modkit");
    private static final String PORT = "modkit.proof.port";

    @Inject
    private BundleContext framework;

    @Inject
    private ModkitRuntime runtime;

    @Inject
    private ConfigurationAdmin configurations;

    private final JournalEar journal = new JournalEar();
    private ServiceRegistration<JournalListener> listening;
    private Bundle ledger;
    /** What the ledger shares with others. */
    private Bundle clients;

    /** Called by Pax Exam before the framework is there. */
    @Configuration
    public static Option[] felix() throws IOException {
        DatabasesAreLeft.clear();
        List<Option> bundles = new ArrayList<>();
        for (String name : NEEDED) {
            bundles.add(bundle(jar("bundles", name).toUri().toString()));
        }
        return options(
                workingDirectory("target/plain-felix-database-cache"),
                frameworkProperty("modkit.home").value(DatabasesAreLeft.HOME.toString()),
                frameworkProperty(PORT).value(DatabasesAreLeft.startServer()),
                composite(bundles.toArray(Option[]::new)),
                junitBundles());
    }

    @Before
    public void listen() {
        listening = framework.registerService(JournalListener.class, journal, null);
    }

    @After
    public void takeEverythingAway() throws Exception {
        database().start();
        ledger.uninstall();
        clients.uninstall();
        runtime.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
        listening.unregister();
    }

    @Test
    public void aModuleIsMigratedBeforeItIsInitializedAndOnlyOnce() throws Exception {
        use(Map.of("default", "embedded", "servers.embedded.engine", "h2"));
        start();
        assertEquals(
                List.of("ledger DATABASE up ok", "ledger INIT up ok", "ledger running"),
                JournalEar.deeds(journal.until("ledger running")));
        assertEquals(MigrationReport.Outcome.APPLIED, report().outcome());

        ledger.stop();
        ledger.start();
        journal.until("ledger running");
        assertEquals(MigrationReport.Outcome.UP_TO_DATE, report().outcome());
    }

    @Test
    public void theSameHappensOnPostgres() throws Exception {
        use(Map.of(
                "default",
                "main",
                "servers.main.dsn",
                "postgres://postgres:postgres@localhost:" + framework.getProperty(PORT) + "/postgres"));
        start();
        journal.until("ledger running");
        assertEquals(MigrationReport.Outcome.APPLIED, report().outcome());
        assertTrue(report().toString(), report().database().contains("postgresql"));

        ledger.stop();
        ledger.start();
        journal.until("ledger running");
        assertEquals(MigrationReport.Outcome.UP_TO_DATE, report().outcome());
    }

    @Test
    public void aModuleWaitsForTheBundleThatMigratesIt() throws Exception {
        use(Map.of("default", "memory", "servers.memory.dsn", "h2:mem:waiting"));
        database().stop();
        start();
        journal.until("ledger waiting");
        String why = String.join(" ", runtime.why("ledger"));
        assertTrue(why, why.contains("database"));

        database().start();
        assertEquals(
                List.of("ledger DATABASE up ok", "ledger INIT up ok", "ledger running"),
                JournalEar.deeds(journal.until("ledger running")));
    }

    private void use(Map<String, String> section) throws IOException {
        configurations.getConfiguration("org.modkit.database", "?").update(new Hashtable<>(section));
    }

    private void start() throws Exception {
        clients = framework.installBundle(
                jar("samples", "org.modkit.samples.ledger.api").toUri().toString());
        ledger = framework.installBundle(
                jar("samples", "org.modkit.samples.ledger").toUri().toString());
        ledger.start();
    }

    private MigrationReport report() {
        Databases databases = framework.getService(framework.getServiceReference(Databases.class));
        assertEquals(1, databases.reports().size());
        return databases.reports().get(0);
    }

    private Bundle database() {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> "org.modkit.database".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** Finds a jar of the distribution by its name without the version. */
    private static Path jar(String folder, String name) throws IOException {
        try (var files = Files.walk(DISTRIBUTION.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Expected a jar '" + name + "' in "
                            + DISTRIBUTION.resolve(folder).toAbsolutePath() + "."))
                    .toAbsolutePath();
        }
    }
}
