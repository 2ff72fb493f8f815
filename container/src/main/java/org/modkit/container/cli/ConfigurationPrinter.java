// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.configuration.Settings;
import org.modkit.configuration.schema.Problem;
import org.modkit.container.control.JsonText;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Shows a configuration, or all that is wrong with it. */
final class ConfigurationPrinter {
    private static final int SCHEMA = 1;

    private final Home home;
    private final Settings settings;

    ConfigurationPrinter(Home home) {
        this.home = home;
        this.settings = home.settings();
    }

    /** Prints what is in force. */
    int printConfig() {
        if (!settings.sound()) {
            return printProblems();
        }
        Map<String, Object> shown = new LinkedHashMap<>(settings.shown().plain());
        shown.putIfAbsent("modules", Map.of());
        home.out.print(home.json() ? JsonText.of(shown) + "\n" : yaml(shown));
        return ExitCodes.OK;
    }

    /** Prints the modules that have a section. */
    int listModules() {
        if (!settings.sound()) {
            return printProblems();
        }
        List<String> modules = settings.modules();
        if (home.json()) {
            home.out.println(JsonText.of(ordered("schema", SCHEMA, "modules", modules)));
        } else {
            home.out.println("Configured modules (" + modules.size() + "):");
            modules.forEach(module -> home.out.println("  " + module));
        }
        return ExitCodes.OK;
    }

    /** Prints whether it is sound, and if so, which database everybody has. */
    int check() {
        if (!settings.sound()) {
            return printProblems();
        }
        var check = new DatabaseCheck(home, settings);
        if (!check.problems().isEmpty()) {
            return print(check.problems());
        }
        if (home.json()) {
            Map<String, Object> fields = ordered("schema", SCHEMA, "problems", List.of());
            fields.put("databases", DatabaseCheck.fields(check.databases()));
            home.out.println(JsonText.of(fields));
        } else {
            home.out.println("'" + home.instance().configuration() + "' has no problems.");
            print(check);
        }
        return ExitCodes.OK;
    }

    private void print(DatabaseCheck check) {
        List<DatabaseCheck.Database> databases = check.databases();
        if (databases.isEmpty()) {
            home.out.println("No module has a database.");
            return;
        }
        home.out.println("Databases:");
        int width = databases.stream().mapToInt(one -> who(one).length()).max().orElse(0);
        databases.forEach(
                one -> home.out.println("  " + who(one) + " ".repeat(width - who(one).length() + 2) + one.address()));
    }

    private static String who(DatabaseCheck.Database database) {
        return database.module().orElse("every other module");
    }

    /** Prints every problem: as an answer to machines, as a complaint to people. */
    int printProblems() {
        return print(settings.problems());
    }

    private int print(List<Problem> problems) {
        if (home.json()) {
            home.out.println(JsonText.of(ordered(
                    "schema",
                    SCHEMA,
                    "problems",
                    problems.stream().map(ConfigurationPrinter::fields).toList())));
        } else {
            home.err.println(
                    "The configuration has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"));
            problems.forEach(problem -> home.err.println("  - " + problem.sentence()));
        }
        return ExitCodes.NOT_READY;
    }

    private static Map<String, Object> fields(Problem problem) {
        Map<String, Object> fields = ordered("where", problem.where(), "key", problem.key());
        fields.put("finding", problem.finding());
        fields.put("remedy", problem.remedy());
        fields.put("text", problem.sentence());
        return fields;
    }

    private static Map<String, Object> ordered(String one, Object first, String two, Object second) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(one, first);
        fields.put(two, second);
        return fields;
    }

    private static String yaml(Map<String, Object> shown) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(shown);
    }
}
