// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.shell.ScriptedRuntime.SINCE;
import static org.modkit.shell.ScriptedRuntime.module;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Direction;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.api.status.StepOutcome;

class PagesTest {
    private static final Instant NOW = SINCE.plus(Duration.ofMinutes(2));

    @Test
    void statusPageAlignsColumnsAndWrapsReasonsBelowTheirRow() {
        var status = new RuntimeStatus(
                true,
                false,
                List.of(
                        module(
                                "billing",
                                ModuleState.WAITING,
                                "Module 'billing' waits for 'ledger', which no active" + " bundle offers."),
                        module("ui", ModuleState.RUNNING, "")),
                List.of("Two bundles offer a module named 'ui': acme.ui [42] and acme.fork [57]."
                        + " The first one stays; the second is ignored."));
        assertThat(StatusPage.of(status, NOW, 60)).isEqualTo("""
                1 running, 1 waiting - not ready: 'billing' is waiting.

                MODULE   STATE    PHASE  SINCE  RESTARTS  BUNDLE
                billing  WAITING  -      2 min  0         acme.billing 1.2.0 [42]
                    Module 'billing' waits for 'ledger', which no active
                    bundle offers.
                ui       RUNNING  START  2 min  0         acme.ui 1.2.0 [42]

                Problems
                    - Two bundles offer a module named 'ui': acme.ui [42]
                    and acme.fork [57]. The first one stays; the second is
                    ignored.""");
    }

    @Test
    void statusTellsWhereModulesRunThatRunElsewhere() {
        ModuleStatus here = module("sums", ModuleState.RUNNING, "It is ill.");
        var there = new ModuleStatus(
                here.name(),
                here.state(),
                here.phase(),
                here.system(),
                here.required(),
                here.capabilities(),
                here.needs(),
                here.bundle(),
                here.since(),
                here.restarts(),
                "process 7",
                here.reason());
        var status = new RuntimeStatus(true, true, List.of(there), List.of());
        assertThat(StatusPage.of(status, NOW, 80)).contains("    It runs in process 7. It is ill.");
        assertThat(StatusJson.of(status)).contains("\"place\":\"process 7\",\"reason\":\"It is ill.\"");
    }

    @Test
    void headlineCountsEveryStateAndNamesAFewObstacles() {
        ModuleStatus[] failed = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> module("m" + i, ModuleState.FAILED, "Broken."))
                .toArray(ModuleStatus[]::new);
        assertThat(headline(new RuntimeStatus(true, false, List.of(failed), List.of())))
                .isEqualTo("0 running, 7 failed - not ready: 'm1' is failed, 'm2' is failed, 'm3' is failed,"
                        + " 'm4' is failed, 'm5' is failed, and 2 more.");
    }

    @Test
    void headlineSaysReadyOrThatSomethingIsOnItsWay() {
        List<ModuleStatus> running = List.of(module("ui", ModuleState.RUNNING, ""));
        assertThat(headline(new RuntimeStatus(true, true, running, List.of()))).isEqualTo("1 running - ready");
        assertThat(headline(new RuntimeStatus(false, false, running, List.of())))
                .isEqualTo("1 running - not ready: something is still on its way.");
    }

    @Test
    void headlineOfNothingSaysWhatToDo() {
        assertThat(headline(new RuntimeStatus(true, true, List.of(), List.of())))
                .isEqualTo("No modules. Copy a module's jar into the deploy folder.");
    }

    @Test
    void agesAreToldInTheUnitThatMatters() {
        assertThat(List.of(age("PT-5S"), age("PT59S"), age("PT119S"), age("PT3H59M"), age("P4DT1H")))
                .containsExactly("0 s", "59 s", "1 min", "3 h", "4 d");
    }

    @Test
    void journalPageNumbersTimesAndCauses() {
        assertThat(JournalPage.of(List.of(step(9, 0), step(10, 9)), ZoneOffset.UTC, 46))
                .isEqualTo("""
                 9  10:00:00.000  Module 'ui' passed START in
                                  12 ms.
                10  10:00:00.000  Module 'ui' passed START in
                                  12 ms. (from 9)""");
        assertThat(JournalPage.of(List.of(), ZoneOffset.UTC, 80)).isEqualTo("Nothing has happened yet.");
    }

    @Test
    void wordsThatAreTooLongGetALineOfTheirOwn() {
        assertThat(Lines.wrap("a muchtoolongword b", "", 5)).isEqualTo("a\nmuchtoolongword\nb");
        assertThat(Lines.wrap("one\ntwo", "  ", 40)).isEqualTo("  one\n  two");
        assertThat(Lines.wrap("", "  ", 40)).isEmpty();
    }

    @Test
    void statusJsonIsTheContract() {
        var need = new NeedStatus("ledger", "[1.2.0,2.0.0)", false, false);
        var status = new RuntimeStatus(
                true, false, List.of(module("billing", ModuleState.WAITING, "Waits for 'ledger'.", need)), List.of());
        assertThat(StatusJson.of(status))
                .isEqualTo("{\"schema\":1,\"ready\":false,\"modules\":[{\"name\":\"billing\",\"state\":\"WAITING\","
                        + "\"phase\":null,\"system\":false,\"capabilities\":[\"stateful\"],\"needs\":[{\"module\":"
                        + "\"ledger\",\"range\":\"[1.2.0,2.0.0)\",\"optional\":false,\"satisfied\":false}],"
                        + "\"bundle\":{\"symbolicName\":\"acme.billing\",\"version\":\"1.2.0\",\"id\":42},"
                        + "\"since\":\"2026-03-01T10:00:00Z\",\"restarts\":0,\"reason\":\"Waits for 'ledger'.\"}]}");
    }

    @Test
    void journalJsonIsTheContract() {
        assertThat(JournalJson.of(step(10, 9)))
                .isEqualTo("{\"schema\":1,\"seq\":10,\"cause\":9,\"at\":\"2026-03-01T10:00:00Z\",\"module\":\"ui\","
                        + "\"bundle\":{\"symbolicName\":\"acme.ui\",\"version\":\"1.0.0\",\"id\":7},"
                        + "\"kind\":\"step\",\"phase\":\"START\",\"direction\":\"up\",\"outcome\":\"ok\","
                        + "\"tookMicros\":12000,\"text\":\"Module 'ui' passed START in 12 ms.\"}");
    }

    private static String headline(RuntimeStatus status) {
        return StatusPage.of(status, NOW, 200).lines().findFirst().orElseThrow();
    }

    private static String age(String duration) {
        return Age.of(NOW.minus(Duration.parse(duration)), NOW);
    }

    private static JournalEntry step(long seq, long cause) {
        return new JournalEntry(
                seq,
                cause,
                SINCE,
                Optional.of("ui"),
                Optional.of(new BundleRef("acme.ui", "1.0.0", 7)),
                JournalEntry.Kind.STEP,
                Optional.of(Phase.START),
                Optional.of(Direction.UP),
                Optional.of(StepOutcome.OK),
                12_000,
                "Module 'ui' passed START in 12 ms.");
    }
}
