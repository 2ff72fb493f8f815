// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LifelineTest {
    /** Somebody who lives as long as this test: who started it. */
    private static final String HOST = ProcessHandle.current()
            .parent()
            .flatMap(parent -> Identity.of(parent.pid()))
            .orElseThrow()
            .text();

    private final Semaphore gone = new Semaphore(0);

    @Test
    void holdsUntilTheHostLetsGo() throws Exception {
        var host = new PipedOutputStream();
        var lifeline = new Lifeline(Map.of(ChildEnvironment.HOST, HOST), new PipedInputStream(host));
        lifeline.hold(gone::release);
        host.write('x');
        assertThat(gone.availablePermits()).isZero();

        host.close();

        assertThat(gone.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsGoOfAHostThatHasGoneAlready() throws Exception {
        var held = new PipedOutputStream();
        Map<String, String> stranger =
                Map.of(ChildEnvironment.HOST, ProcessHandle.current().pid() + "/another birth");

        new Lifeline(stranger, new PipedInputStream(held)).hold(gone::release);
        assertThat(gone.tryAcquire()).isTrue();

        held.close();
        assertThat(gone.tryAcquire(50, TimeUnit.MILLISECONDS)).as("told again").isFalse();
    }

    @Test
    void takesWhatComesOnStandardInputAndLeavesTheRest() throws Exception {
        var lifeline = onInput("6\nf\u00fcr\n\nrest");

        assertThat(lifeline.handover().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains("f\u00fcr\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "12345678901\n", "-1\n"})
    void refusesInputThatIsNoHandover(String input) {
        assertThatThrownBy(() -> onInput(input).handover()).hasMessageContaining("should begin with a line");
    }

    @Test
    void refusesHalfOfAHandover() {
        assertThatThrownBy(() -> onInput("10\nabc").handover()).hasMessageContaining("ended after 3");
    }

    @Test
    void takesTheFileAway(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("handover"), "secret");
        var lifeline =
                new Lifeline(Map.of(ChildEnvironment.CONFIG_FILE, file.toString()), InputStream.nullInputStream());

        assertThat(lifeline.handover())
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("secret"));
        assertThat(file).doesNotExist();
    }

    @Test
    void isNothingWithoutHost() throws Exception {
        var lifeline = new Lifeline(Map.of(), InputStream.nullInputStream());

        assertThat(lifeline.isChild()).isFalse();
        assertThat(lifeline.handover()).isEmpty();
    }

    private static Lifeline onInput(String text) {
        return new Lifeline(
                Map.of(ChildEnvironment.HOST, HOST, ChildEnvironment.CONFIG_FILE, ChildEnvironment.STANDARD_INPUT),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
