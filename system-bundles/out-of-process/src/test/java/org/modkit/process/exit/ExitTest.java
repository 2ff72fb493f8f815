// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitTest {
    private static final Circumstances UNASKED = new Circumstances(false, false, true, 0);

    @Test
    void tellsACodeOfItsOwn() {
        assertThat(sentence(1, UNASKED, true))
                .isEqualTo("The child ended by itself after 2.5 s (exit code 1). See the last lines of its output.");
        assertThat(sentence(0, UNASKED, true)).endsWith("It should run until it is stopped.");
    }

    @Test
    void tellsThatItWasNeverReady() {
        assertThat(sentence(1, UNASKED, false)).contains("by itself before it was ready, after 2.5 s");
    }

    @Test
    void namesSignals() {
        assertThat(sentence(139, UNASKED, true))
                .isEqualTo("The child was ended from outside after 2.5 s (exit code 139, which is SIGSEGV).");
        assertThat(sentence(128 + 34, UNASKED, true)).contains("which is signal 34");
        assertThat(sentence(255, UNASKED, true)).contains("by itself").contains("(exit code 255)");
    }

    @Test
    void tellsAKillForWantOfMemoryFromAnotherKill() {
        assertThat(UNASKED.of(137)).isEqualTo(Cause.BY_SIGNAL);
        assertThat(new Circumstances(false, false, true, 1).of(137)).isEqualTo(Cause.OUT_OF_MEMORY);
        assertThat(new Circumstances(false, false, true, 1).of(1)).isEqualTo(Cause.BY_ITSELF);
        assertThat(new Circumstances(true, true, true, 1).of(137)).isEqualTo(Cause.KILLED);
    }

    @Test
    void tellsThatAJvmRanOutOfHeap() {
        assertThat(sentence(3, UNASKED, true)).startsWith("The child ran out of heap");
        assertThat(new Circumstances(false, false, false, 0).of(3)).isEqualTo(Cause.BY_ITSELF);
    }

    @Test
    void tellsAStopFromAKill() {
        var stopped = new Exit(143, new Circumstances(true, false, true, 0).of(143), Duration.ofMinutes(5));

        assertThat(stopped.wanted()).isTrue();
        assertThat(stopped.sentence(false))
                .isEqualTo("The child ended as asked after 5 min (exit code 143, which is SIGTERM).");
        assertThat(sentence(137, new Circumstances(true, true, true, 0), true))
                .contains("should have ended within its grace, but did not, and was killed");
    }

    @Test
    void countsTheKillsOfAControlGroup(@TempDir Path folder) throws Exception {
        Path events = Files.writeString(folder.resolve("memory.events"), "oom 4\noom_kill 2\noom_group_kill 1\n");

        assertThat(new MemoryKills(events).count()).isEqualTo(2);
        assertThat(new MemoryKills(folder.resolve("absent")).count()).isZero();
    }

    private static String sentence(int code, Circumstances known, boolean ready) {
        return new Exit(code, known.of(code), Duration.ofMillis(2500)).sentence(ready);
    }
}
