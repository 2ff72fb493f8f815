// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.modkit.configuration.read.Defaults;
import org.modkit.configuration.read.YamlReader;
import org.modkit.configuration.tree.Node;

class LogPropertiesTest {
    private static final Path FOLDER = Path.of("/instance/log");

    private static Map<String, String> translate(String sections, Map<String, Set<String>> packages) {
        Node.Section said = YamlReader.read(sections, "file", new ArrayList<>());
        return LogProperties.of(Defaults.tree().section("logging").overlaid(said), FOLDER, packages);
    }

    /** Returns level, console threshold, file and file threshold of a logger, as far as it has them. */
    private static String logger(Map<String, String> properties, String name) {
        String key = properties.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith(".name") && entry.getValue().equals(name))
                .map(entry -> entry.getKey().replaceFirst("\\.name$", ""))
                .findFirst()
                .orElseThrow();
        String file = properties.get(properties
                .getOrDefault(key + ".appenderRef.file.ref", "")
                .replaceFirst("^", "log4j2.appender.")
                .concat(".fileName"));
        return properties.get(key + ".level") + " console=" + properties.get(key + ".appenderRef.console.level")
                + " " + (file == null ? "no file" : FOLDER.relativize(Path.of(file))) + "="
                + properties.get(key + ".appenderRef.file.level");
    }

    @Test
    void writesWhatTheGoldenFileHolds() throws IOException {
        String sections = """
                default: { console_format: json }
                greeter: { console_level: debug, file: greeter.log, file_level: trace, max_size_mb: 5 }
                org.acme.noise: { console_level: "off", file_level: "off" }
                """;
        String written = translate(sections, Map.of("greeter", Set.of("org.acme.greeter"))).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));

        try (InputStream golden = getClass().getResourceAsStream("golden.properties")) {
            assertThat(written).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void takesOverFromTheDefaultWhatASectionDoesNotSay() {
        var properties = translate("default: { console_level: warn }\na: { file_level: trace }", Map.of());

        assertThat(logger(properties, "a")).isEqualTo("trace console=warn modkit.log=trace");
    }

    @Test
    void honorsOff() {
        var properties = translate("a: { console_level: off }\nb: { console_level: none, file_level: off }", Map.of());

        assertThat(logger(properties, "a")).isEqualTo("debug console=null modkit.log=debug");
        assertThat(logger(properties, "b")).isEqualTo("off console=null no file=null");
    }

    @Test
    void namesThePackagesOfAModuleAndItsOwnNameAsWell() {
        var properties = translate(
                "mail-sender: { file: mail.log }",
                Map.of(
                        "mail-sender",
                        new TreeSet<>(Set.of("org.acme.mail", "org.acme.mail.smtp", "org.acme.mailbox"))));

        assertThat(properties.values())
                .contains("mail-sender", "org.acme.mail", "org.acme.mailbox")
                .doesNotContain("org.acme.mail.smtp");
        assertThat(logger(properties, "org.acme.mail")).contains(" mail.log=");
    }

    @Test
    void doesNotLetAModuleGetLostInThePackageOfAnother() {
        var properties = translate(
                "mail: { file: mail.log }",
                Map.of("mail", Set.of("org.acme"), "clock", Set.of("org.acme.clock"), "far", Set.of("com.far")));

        assertThat(logger(properties, "org.acme.clock")).contains(" modkit.log=");
        assertThat(properties.values()).doesNotContain("com.far");
    }

    @Test
    void letsASectionWrittenForALoggerBeatTheModuleItLiesIn() {
        var properties = translate(
                "mail: { file: mail.log }\norg.acme.mail: { file: acme.log }", Map.of("mail", Set.of("org.acme.mail")));

        assertThat(logger(properties, "org.acme.mail")).contains(" acme.log=");
    }

    @Test
    void opensAFileOnceHoweverManySectionsNameIt() {
        var properties = translate("a: { file: same.log }\nb: { file: same.log }", Map.of());

        assertThat(properties.values().stream().filter(value -> value.endsWith("/same.log")))
                .hasSize(1);
    }

    @Test
    void writesToNoFileIfItIsNamedByNothing() {
        assertThat(logger(translate("a: { file: \"\" }", Map.of()), "a")).isEqualTo("info console=info no file=null");
    }

    @Test
    void neverLetsConfigurationAdminTellSecrets() {
        var properties =
                translate("org.apache.felix.configadmin: { console_level: trace, file_level: trace }", Map.of());

        assertThat(logger(properties, "org.apache.felix.configadmin")).isEqualTo("info console=info modkit.log=info");
    }

    @Test
    void keepsNoBackupsIfNoneAreWanted() {
        var properties = translate("a: { file: a.log, max_backups: 0 }", Map.of());

        assertThat(properties.keySet().stream().filter(key -> key.contains("age.age")))
                .hasSize(1);
    }

    @Test
    void writesALineForEachEventToStandardOutputForAProgramThatReadsIt() {
        Map<String, String> properties = translate("default: { console_format: LINE }", Map.of());

        assertThat(properties)
                .containsEntry("log4j2.appender.console.target", "SYSTEM_OUT")
                .extractingByKey("log4j2.appender.console.layout.pattern")
                .asString()
                .contains(" %-5p ", "{CRLF}", "separator")
                .endsWith("\n}");
    }

    @Test
    void coversWhatAModuleWritesInAProcessOfItsOwn() {
        Map<String, String> properties =
                translate("greeter: { console_level: debug }", Map.of("greeter", Set.of("org.acme.greeter")));

        assertThat(logger(properties, "modkit.child.greeter")).isEqualTo(logger(properties, "org.acme.greeter"));
    }
}
