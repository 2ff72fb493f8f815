// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.kar.KarService;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Sample jars in the deploy folder of a stock Karaf, told by the journal. Runs inside that Karaf. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployFolderIT {
    @Inject
    private KarService kars;

    @Inject
    private FeaturesService features;

    @Inject
    private SessionFactory sessions;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    // Set in Karaf; Pax Exam makes an object of this class in the build's process as well.
    private Session shell;
    private JournalReader journal;

    /** Called by Pax Exam in the build's process, before Karaf is there. */
    @Configuration
    public static Option[] karaf() throws IOException {
        return options(StockKaraf.options());
    }

    @Before
    public void installTheFeature() throws Exception {
        shell = sessions.create(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        // What kar:install and feature:install do; those commands themselves are for administrators.
        if (features.getFeature("modkit") == null) {
            kars.install(Path.of(System.getProperty(StockKaraf.KAR)).toUri());
            features.installFeature("modkit");
        }
        journal = StockKaraf.journal();
    }

    @After
    public void closeTheSession() throws IOException {
        journal.close();
        shell.close();
    }

    @Test
    public void jarsInTheDeployFolderComeUpInOrderAndGoDownInTheMirrorOfIt() throws Exception {
        int before = journal.mark();
        drop("clock.api", "clock.api");
        drop("greeter", "greeter");
        journal.await(before, "greeter waiting");
        assertTrue(typed("modkit:why greeter"), printed().contains("'clock-utc'"));

        drop("clock.utc", "clock.utc");
        journal.await(before, "greeter running");
        assertEquals(
                List.of("clock-utc INIT up ok", "clock-utc running", "greeter INIT up ok", "greeter running"),
                of(before, "clock-utc", "greeter"));

        int replaced = journal.mark();
        drop("clock.utc", "clock.utc");
        journal.await(replaced, "greeter running");
        assertEquals(
                List.of(
                        "greeter INIT down ok",
                        "clock-utc INIT down ok",
                        "clock-utc INIT up ok",
                        "clock-utc running",
                        "greeter INIT up ok",
                        "greeter running"),
                of(replaced, "clock-utc", "greeter"));

        int removed = journal.mark();
        Files.delete(StockKaraf.deployed("clock.utc.jar"));
        journal.await(removed, "clock-utc down");
        assertEquals(List.of("greeter INIT down ok", "clock-utc INIT down ok"), of(removed, "clock-utc", "greeter"));

        // Both run when Karaf ends; how they go down then is read by NothingIsLeftIT.
        int again = journal.mark();
        drop("clock.utc", "clock.utc");
        journal.await(again, "greeter running");
    }

    @Test
    public void aNewVersionInTheSameFileReplacesExactlyThatModule() throws Exception {
        int before = journal.mark();
        drop("hello", "hello");
        drop("banner", "banner");
        journal.await(before, "hello running");
        journal.await(before, "banner running");

        int replaced = journal.mark();
        drop("banner-v2", "banner");
        journal.await(replaced, "banner running");
        assertEquals(
                List.of("banner INIT down ok", "banner INIT up ok", "banner running"), of(replaced, "banner", "hello"));
        assertTrue(typed("modkit:status --json"), printed().contains("\"version\":\"0.2.0\""));
    }

    @Test
    public void aModuleHasItsTablesBeforeItIsInitializedAndKeepsThem() throws Exception {
        features.installFeature("modkit-database");
        int before = journal.mark();
        drop("ledger.api", "ledger.api");
        drop("ledger", "ledger");
        journal.await(before, "ledger running");
        assertEquals(
                List.of("ledger DATABASE up ok", "ledger INIT up ok", "ledger running"),
                journal.since(before).stream()
                        .filter(story -> story.matches("ledger (DATABASE up|INIT up|running).*"))
                        .toList());
        assertTrue(typed("modkit:migrate --json"), printed().contains("\"outcome\":\"APPLIED\""));
        assertTrue(typed("modkit:databases"), printed().contains("modkit/ledger/database"));

        int again = journal.mark();
        shell.execute("modkit:restart ledger");
        journal.await(again, "ledger running");
        assertTrue(typed("modkit:migrate --json"), printed().contains("\"outcome\":\"UP_TO_DATE\""));
        assertTrue(typed("modkit:migrate --status"), printed().contains("nothing is pending"));

        int removed = journal.mark();
        Files.delete(StockKaraf.deployed("ledger.jar"));
        journal.await(removed, "ledger down");
    }

    @Test
    public void stopIsLeftToKaraf() {
        Exception refused = assertThrows(Exception.class, () -> shell.execute("modkit:stop"));
        assertTrue(refused.toString(), refused.toString().contains("'system:shutdown'"));
    }

    private static void drop(String sample, String name) throws IOException {
        StockKaraf.drop(
                Path.of(System.getProperty(StockKaraf.SAMPLES), "org.modkit.samples." + sample + ".jar"),
                name + ".jar");
    }

    private String typed(String command) throws Exception {
        printed.reset();
        shell.execute(command);
        return printed();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Tells what became of some modules, leaving out what was merely said. */
    private List<String> of(int mark, String... modules) throws IOException {
        List<String> names = List.of(modules);
        return journal.since(mark).stream()
                .filter(story -> names.contains(story.substring(0, story.indexOf(' '))))
                .filter(story -> story.contains(" INIT ") || story.endsWith(" running"))
                .toList();
    }
}
