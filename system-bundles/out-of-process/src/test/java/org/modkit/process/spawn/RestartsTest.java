// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modkit.process.output.Line;
import org.modkit.process.render.Supervision;
import org.slf4j.event.Level;

class RestartsTest {
    private static final Supervision SUPERVISION =
            new Supervision(true, Duration.ofSeconds(1), Duration.ofSeconds(3), 0, 3, Duration.ofMinutes(1));

    @Test
    void waitsLongerEachTimeUntilItGivesUp() {
        var restarts = Restarts.NONE;
        for (int seconds : new int[] {1, 2, 3}) {
            Restarts.Again again = restarts.after(SUPERVISION, Duration.ZERO, 0).orElseThrow();
            assertThat(again.pause()).isEqualTo(Duration.ofSeconds(seconds));
            restarts = again.restarts();
        }
        assertThat(restarts.after(SUPERVISION, Duration.ofSeconds(59), 0)).isEmpty();
    }

    @Test
    void beginsAnewWhenTheChildWasStable() {
        assertThat(new Restarts(3).after(SUPERVISION, Duration.ofMinutes(1), 0))
                .contains(new Restarts.Again(new Restarts(1), Duration.ofSeconds(1)));
    }

    @Test
    void startsNothingAgainThatShouldNotBe() {
        var never = new Supervision(false, Duration.ofSeconds(1), Duration.ofSeconds(3), 0, 3, Duration.ofMinutes(1));
        assertThat(Restarts.NONE.after(never, Duration.ofDays(1), 0)).isEmpty();
    }

    @Test
    void remembersTheLastErrorRatherThanTheLastLine() {
        var words = new LastWords(line -> {});
        assertThat(words.sentence()).isEmpty();
        words.accept(new Line(Line.Stream.STDOUT, Level.INFO, "hello"));
        assertThat(words.sentence()).isEqualTo(" Its last line was: 'hello'.");
        words.accept(new Line(Line.Stream.STDERR, Level.ERROR, "12:00 ERROR no db://u:geheim@host"));
        words.accept(new Line(Line.Stream.STDOUT, Level.INFO, "bye"));
        assertThat(words.sentence()).isEqualTo(" Its last error was: 'no db://u:***@host'.");
    }

    @Test
    void namesInstancesByTheTimeOfTheirStart() {
        UUID id = InstanceIds.next(0x0190_1234_5678L);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).startsWith("01901234-5678-7");
        assertThat(InstanceIds.next(1)).isNotEqualTo(InstanceIds.next(1));
    }
}
