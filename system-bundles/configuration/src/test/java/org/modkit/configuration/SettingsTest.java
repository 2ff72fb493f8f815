// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.configuration.read.Defaults;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.tree.Node;

class SettingsTest {
    private static final String FAULTY = """
                lifecycle:
                  ordr: strict
                  workers: many
                  deadlines: { start: 30 }
                  supervision: { jitter: 7, restart: "yes" }
                modules:
                  Mail_Sender: {}
                  greeter:
                    config: Hello
                logging:
                  greeter: { console_level: loud, console_format: text }
                deploi:
                  poll: 1s
                """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("modkit.yaml");
    }

    private Settings load(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return Settings.load(file, Map.of());
    }

    private List<String> sentences(String yaml) throws IOException {
        return load(yaml).problems().stream()
                .map(Problem::sentence)
                .map(sentence -> sentence.replace(file.toString(), "FILE"))
                .toList();
    }

    @Test
    void listsAllProblemsAtOnceInTheOrderOfWriting() throws IOException {
        assertThat(sentences(FAULTY))
                .containsExactly(
                        "'lifecycle.ordr' is not a known key in 'lifecycle' (line 2 of FILE). Write 'order' if that is"
                                + " meant, or remove it.",
                        "'lifecycle.workers' must be a whole number of at least 1, but is 'many' (line 3 of FILE)."
                                + " Write for example '8'.",
                        "'lifecycle.deadlines.start' must be a duration, which is a whole number followed by ms, s, m"
                                + " or h, up to 8760h, but is '30' (line 4 of FILE). Write for example '30s'.",
                        "'lifecycle.supervision.jitter' must be a number from 0 to 1, but is '7' (line 5 of FILE)."
                                + " Write for example '0.2'.",
                        "'lifecycle.supervision.restart' must be true or false, but is 'yes' (line 5 of FILE). Write"
                                + " for example 'true'.",
                        "'modules.Mail_Sender' has an illegal name: it must be lower-case words joined by hyphens,"
                                + " such as 'mail-sender' (line 7 of FILE). Rename it.",
                        "'modules.greeter.config' must be a section of keys, but is 'Hello' (line 9 of FILE). Write"
                                + " 'key: value' lines below it, indented.",
                        "'logging.greeter.console_level' must be one of trace, debug, info, warn, error, off, but is"
                                + " 'loud' (line 11 of FILE). Write for example 'info'.",
                        "'logging.greeter.console_format' is not a known key in 'logging.greeter' (line 11 of FILE)."
                                + " Remove it, or use one of the known keys: console_level, file, file_level,"
                                + " max_size_mb, max_backups, max_age_days.",
                        "'deploi' is not a known key at the top (line 12 of FILE). Write 'deploy' if that is meant, or"
                                + " remove it.");
    }

    @Test
    void tellsThatThereIsNoFile() {
        assertThat(Settings.load(file, Map.of()).problems())
                .singleElement()
                .extracting(Problem::sentence)
                .asString()
                .contains("does not exist. 'modkit run' writes one");
    }

    @Test
    void tellsThatItIsAFolder() {
        assertThat(Settings.load(folder, Map.of()).problems())
                .extracting(Problem::finding)
                .containsExactly("must be a file, but is a folder");
    }

    @Test
    void tellsWhereItIsNotYamlWithoutQuotingIt() throws IOException {
        assertThat(sentences("modules:\n  mail:\n    config: { password: geheim\n"))
                .singleElement()
                .asString()
                .startsWith("The configuration file 'FILE' is not YAML: ")
                .contains("in line 4, column 1")
                .doesNotContain("geheim");
    }

    @Test
    void tellsThatItIsNotText() throws IOException {
        Files.write(file, new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});

        assertThat(Settings.load(file, Map.of()).problems())
                .extracting(Problem::finding)
                .containsExactly("is not UTF-8 text");
    }

    @Test
    void tellsThatItIsAList() throws IOException {
        assertThat(sentences("- a\n- b\n"))
                .containsExactly("The configuration file 'FILE' must hold sections such as 'modules:', but is a list."
                        + " Write 'key: value' lines.");
    }

    @Test
    void refusesAKeyThatIsWrittenTwice() throws IOException {
        assertThat(sentences("deploy:\n  poll: 1s\n  poll: 2s\n"))
                .containsExactly(
                        "'poll' is written twice in the same section (line 3 of FILE). Remove one of the two.");
    }

    @Test
    void refusesKeysThatConfigurationAdminCouldNotTellApart() throws IOException {
        assertThat(sentences("modules:\n  mail:\n    config:\n      host: a\n      Host: b\n"))
                .containsExactly(
                        "'modules.mail.config.Host' differs from 'host' in upper and lower case only (line 5 of"
                                + " FILE). Rename or remove one of the two.");
    }

    @Test
    void survivesATreeThatContainsItself() throws IOException {
        assertThat(sentences("modules:\n  mail:\n    config: &all\n      again: *all\n"))
                .isNotEmpty();
    }

    @Test
    void takesAnEmptyFileForOneThatSaysNothing() throws IOException {
        assertThat(load("").sound()).isTrue();
        assertThat(load("# nothing\nmodules:\nlogging:\n").sound()).isTrue();
    }

    @Test
    void startsUsersWithAFileThatSaysNothingAndIsSound() throws IOException {
        Settings settings = load(Defaults.template());

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.modules()).containsExactly("directory", "grpc-hub", "module-orchestrator", "rest-gateway");
        assertThat(settings.effective().plain()).isEqualTo(Defaults.tree().plain());
    }

    @Test
    void offersEveryDefaultInTheFirstFile() {
        assertThat(Defaults.template())
                .contains("lifecycle:\n", "#  order: parallel\n", "#    start: 30s\n", "#    max_age_days: 7\n")
                .contains("  rest-gateway:\n", "#      port: 8080\n", "  grpc-hub:\n", "#      port: 50051\n");
    }

    @Test
    void masksSecretsInWhatItShows() throws IOException {
        Settings settings = load("""
                modules:
                  mail:
                    config:
                      password: geheim
                      apiKey: geheim
                      database: { dsn: "postgresql://mail:geheim@db/mail?sslpassword=geheim" }
                      credentials: { user: mail, secret: geheim }
                      hosts: [ "smtp://u:geheim@one", two ]
                """);

        assertThat(settings.shown().plain().toString())
                .doesNotContain("geheim")
                .contains("postgresql://mail:***@db/mail", "smtp://u:***@one", "two");
    }

    @Test
    void keepsAConsoleForAnswers() throws IOException {
        Node.Section logging = load("logging: { mail: { console_level: debug }, web: { console_level: \"off\" } }")
                .quiet()
                .effective()
                .section("logging");

        assertThat(logging.section("default").value("console_level")).contains("warn");
        assertThat(logging.section("mail").value("console_level")).contains("warn");
        assertThat(logging.section("web").value("console_level")).contains("off");
        assertThat(logging.section("org.modkit.runtime").value("console_level")).contains("off");
    }

    @Test
    void readsUtf8() throws IOException {
        Files.write(file, "modules:\n  mail:\n    config: { greeting: \"Grüße\" }\n".getBytes(StandardCharsets.UTF_8));

        assertThat(Settings.load(file, Map.of()).said().plain().toString()).contains("Grüße");
    }

    @Test
    void agreesWithWhatTheDocumentationShows() throws IOException {
        String document = Files.readString(Path.of("..", "..", "docs", "operations.md"));
        List<String> examples = Pattern.compile("(?ms)^```yaml\n(.*?)^```$")
                .matcher(document)
                .results()
                .map(example -> example.group(1))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(sentences(example)).as(example).isEmpty();
        }
    }
}
