// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The child's side of a module that runs in a process of its own, by itself: handed something, and let go again. */
class ChildIT {
    private static final String SECRET = "geheim";

    @TempDir
    Path home;

    @TempDir
    Path jars;

    private Path alpha;
    private Path beta;

    @BeforeEach
    void build() {
        alpha = TestBundle.of("alpha").writeTo(jars.resolve("alpha.jar"));
        beta = TestBundle.of("beta").needing("alpha").writeTo(jars.resolve("beta.jar"));
    }

    private static Map<String, Object> greeting(String greeting) {
        return Map.of("modules", Map.of("beta", Map.of("config", Map.of("greeting", greeting, "password", SECRET))));
    }

    @Test
    void runsItsModuleWithWhatThatNeedsAndGoesDownInMirrorOrder() throws IOException {
        try (var child = ChildProcess.handed(home, greeting("hi"), List.of(alpha, beta))) {
            child.awaitLine("Module beta started.");
            assertThat(home.resolve("handover")).doesNotExist();
            assertThat(Files.getPosixFilePermissions(home.resolve("etc/modkit.yaml")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(child.out().lines())
                    .allMatch(line -> line.matches("\\S+Z (DEBUG|INFO|WARN)  ?\\[[\\w.]+] .*"))
                    .anyMatch(line ->
                            line.contains(" DEBUG [org.modkit.container.it.ScriptedModule] Module beta says debug,"
                                    + " greeting hi."));

            child.stop();

            assertThat(child.awaitExit()).isZero();
            assertThat(child.out())
                    .containsSubsequence("'beta' was closed", "'alpha' was closed")
                    .doesNotContain(SECRET, "sesame");
            assertThat(child.err()).isEmpty();
            assertThat(filesWithSecrets()).isEmpty();
        }
    }

    private List<Path> filesWithSecrets() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).filter(ChildIT::hasSecret).toList();
        }
    }

    private static boolean hasSecret(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains(SECRET) || text.contains("sesame");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void endsWithEverythingItStartedWhenItsHostHasGone() throws IOException {
        try (var child = ChildProcess.handed(home, greeting("hi"), List.of(alpha, beta))) {
            child.awaitLine("Module beta started.");

            child.cutLifeline();

            assertThat(child.awaitExit()).isEqualTo(78);
            assertThat(child.out()).containsSubsequence("'beta' was closed", "'alpha' was closed");
            assertThat(filesWithSecrets()).isEmpty();
        }
    }

    @Test
    void leavesTheSignalsOfTheTerminalToItsHost() throws Exception {
        try (var child = ChildProcess.handed(home, greeting("hi"), List.of(alpha, beta))) {
            child.awaitLine("Module beta started.");

            child.interrupt();
            child.stop();

            // A second signal that is meant for it would have ended it with 130.
            assertThat(child.awaitExit()).isZero();
        }
    }

    @Test
    void endsWithALineAtErrorIfItsModuleFails() {
        Path broken = TestBundle.of("beta").withFault("init").writeTo(jars.resolve("broken.jar"));
        try (var child = ChildProcess.handed(home, greeting("hi"), List.of(broken))) {
            assertThat(child.awaitExit()).isEqualTo(1);
            assertThat(child.out().lines())
                    .anyMatch(line -> line.matches("\\S+ ERROR \\[org.modkit.runtime] .*'beta'.*"));
        }
    }

    @Test
    void saysWhichPackageIsMissing() {
        Path lonely = TestBundle.of("beta").importing("org.acme.nowhere").writeTo(jars.resolve("lonely.jar"));
        try (var child = ChildProcess.handed(home, greeting("hi"), List.of(lonely))) {
            assertThat(child.awaitExit()).isEqualTo(1);
            assertThat(child.err())
                    .contains(" ERROR ", "Bundle 'test.beta'", "no installed bundle exports 'org.acme.nowhere'")
                    .hasLineCount(1);
        }
    }

    @Test
    void refusesWhatItCantUseInOneSentence() {
        try (var child = ChildProcess.handed(home, "{\"module\":", Map.of())) {
            assertThat(child.awaitExit()).isEqualTo(2);
            assertThat(child.err())
                    .contains(" ERROR ", "What the host handed over should have a JSON object")
                    .hasLineCount(1);
        }
    }

    @Test
    void readsAFileOfItsOwnOverWhatItIsHanded() throws IOException {
        Path own = Files.writeString(jars.resolve("own.yaml"), "modules: { beta: { config: { greeting: own } } }\n");
        var environment = Map.of("MODKIT_CONFIG_PATH", own.toString());
        String document = ChildProcess.document(greeting("host"), List.of(alpha, beta));
        try (var child = ChildProcess.handed(home, document, environment)) {
            child.awaitLine("Module beta says debug, greeting own.");
        }
        environment = Map.of("MODKIT_CONFIG_PATH", "nowhere.yaml");
        try (var child = ChildProcess.handed(home, document, environment)) {
            assertThat(child.awaitExit()).isEqualTo(2);
            assertThat(child.err()).contains("'nowhere.yaml' is none").hasLineCount(1);
        }
    }

    @Test
    void listsWhatIsWrongWithItsConfiguration() {
        Map<String, Object> wrong = Map.of("modules", Map.of("beta", Map.of("confg", 1, "required", "maybe")));
        try (var child = ChildProcess.handed(home, wrong, List.of(alpha, beta))) {
            assertThat(child.awaitExit()).isEqualTo(4);
            assertThat(child.err())
                    .contains("'modules.beta.confg'", "'modules.beta.required'")
                    .hasLineCount(2);
        }
    }
}
