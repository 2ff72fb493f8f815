// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.configuration.Settings;
import org.modkit.container.control.JsonText;
import org.modkit.container.instance.Instance;

class ChildSettingsTest {
    private static final Map<String, Object> IDENTITY = Map.of(
            "module",
            "ledger",
            "instance",
            "0190a000-0000-7000-8000-000000000001",
            "token",
            "t",
            "directory",
            "http://h:1");

    @TempDir
    Path folder;

    private static Map<String, Object> merged(Map<String, Object> host, Map<String, Object> own)
            throws HandoverException {
        var document = new LinkedHashMap<>(IDENTITY);
        document.putAll(host);
        return ChildSettings.of(HandoverDocument.of(JsonText.of(document).getBytes(StandardCharsets.UTF_8)), own);
    }

    private static Map<String, Object> module(Map<String, Object> merged, String name) {
        return ChildSettings.section(ChildSettings.section(merged, "modules"), name);
    }

    @Test
    void takesTheConfigOfItsOwnFileAsAWhole() throws HandoverException {
        var merged = merged(
                Map.of("modules", Map.of("ledger", Map.of("config", Map.of("a", "host", "b", "host")))),
                Map.of("modules", Map.of("ledger", Map.of("config", Map.of("b", "own")))));

        assertThat(module(merged, "ledger")).containsEntry("config", Map.of("b", "own"));
    }

    @Test
    void keepsTheConfigOfTheHostWhereItsOwnFileHasAKeyWithoutAValue() throws HandoverException {
        var empty = new LinkedHashMap<String, Object>();
        empty.put("config", null);

        var merged = merged(Map.of("config", Map.of("a", "host")), Map.of("modules", Map.of("ledger", empty)));

        assertThat(module(merged, "ledger")).containsEntry("config", Map.of("a", "host"));
    }

    @Test
    void mergesDatabasesKeyByKey() throws HandoverException {
        var merged = merged(
                Map.of(
                        "database",
                        Map.of("servers", Map.of("main", Map.of("host", "db", "password", "geheim"))),
                        "modules",
                        Map.of("ledger", Map.of("database", Map.of("server", "main", "dbname", "books")))),
                Map.of(
                        "database",
                        Map.of("servers", Map.of("main", Map.of("host", "other"))),
                        "modules",
                        Map.of("ledger", Map.of("database", Map.of("dbname", "mine")))));

        assertThat(merged)
                .containsEntry(
                        "database", Map.of("servers", Map.of("main", Map.of("host", "other", "password", "geheim"))));
        assertThat(module(merged, "ledger")).containsEntry("database", Map.of("server", "main", "dbname", "mine"));
    }

    @Test
    void understandsTheOriginalsPairOfDatabases() throws HandoverException {
        var merged = merged(
                Map.of("database", Map.of("global", Map.of("default", "main"), "module", Map.of("dbname", "books"))),
                Map.of());

        assertThat(merged).containsEntry("database", Map.of("default", "main"));
        assertThat(module(merged, "ledger")).containsEntry("database", Map.of("dbname", "books"));
    }

    @Test
    void takesSectionsOfTheLogFromItsOwnFileAndNoDefaultsThatNobodyWrote() throws HandoverException {
        var merged = merged(
                Map.of(
                        "logging",
                        Map.of(
                                "default", Map.of("console_level", "warn", "file", "modkit.log", "file_level", "info"),
                                "acme", Map.of("console_level", "off"))),
                Map.of("logging", Map.of("acme", Map.of("console_level", "trace"))));

        assertThat(ChildSettings.section(merged, "logging"))
                .containsEntry("default", Map.of("console_level", "info", "file", "", "console_format", "line"))
                .containsEntry("acme", Map.of("console_level", "trace"));
    }

    @Test
    void writesWhatTheHostWouldWriteAnywhereToItsOutputAndToNoFile() throws HandoverException {
        var logging = ChildSettings.section(
                merged(
                        Map.of(
                                "logging",
                                Map.of(
                                        "default", Map.of("console_level", "error", "file", "", "file_level", "trace"),
                                        "ledger", Map.of("file", "ledger.log", "file_level", "debug"))),
                        Map.of()),
                "logging");

        assertThat(ChildSettings.section(logging, "default")).containsEntry("console_level", "error");
        assertThat(ChildSettings.section(logging, "ledger")).isEqualTo(Map.of("console_level", "debug", "file", ""));
    }

    @Test
    void startsNoChildrenItself() throws HandoverException {
        var merged = merged(
                Map.of(
                        "modules",
                        Map.of(
                                "ledger", Map.of("runtime", Map.of("type", "oop")),
                                "clock", Map.of("runtime", Map.of("type", "remote")))),
                Map.of("modules", Map.of("ledger", Map.of("runtime", Map.of("type", "oop")))));

        assertThat(module(merged, "ledger")).isEmpty();
        assertThat(module(merged, "clock")).containsEntry("runtime", Map.of("type", "remote"));
    }

    @Test
    void endsOnAFailureAndListensWhereNobodyElseDoes() throws HandoverException {
        var merged = merged(
                Map.of(
                        "modules",
                        Map.of(
                                "grpc-hub",
                                Map.of(
                                        "config",
                                        Map.of("port", 50051, "bind", "0.0.0.0", "limits", Map.of("calls", 5))))),
                Map.of("lifecycle", Map.of("order", "strict", "on_failure", "isolate")));

        assertThat(merged).containsEntry("lifecycle", Map.of("order", "strict", "on_failure", "fail-fast"));
        assertThat(module(merged, "grpc-hub"))
                .isEqualTo(Map.of("config", Map.of("bind", "127.0.0.1", "port", 0L, "limits", Map.of("calls", 5))));
    }

    /** Text that looks like something else, in a file that another reader reads. */
    @Test
    void isReadAgainAsItWasWritten() throws Exception {
        List<String> texts = List.of(
                "0x1F",
                "+1",
                "~",
                ".inf",
                "True",
                "1_000",
                "a: b",
                "# x",
                "- a",
                "",
                " ",
                "l1\nl2",
                "\"'\\",
                "\ud83d\ude00",
                "é");
        var instance = new Instance(folder);
        new ChildHome(instance)
                .configure(merged(
                        Map.of("config", Map.of("texts", texts, "number", 7, "share", 0.25, "flag", true)), Map.of()));

        Settings settings = Settings.load(instance.configuration(), Map.of());

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.said()
                        .section("modules")
                        .section("ledger")
                        .section("config")
                        .plain())
                .isEqualTo(Map.of("texts", texts, "number", 7L, "share", 0.25, "flag", true));
    }
}
