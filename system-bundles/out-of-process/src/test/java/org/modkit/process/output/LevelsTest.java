// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00Z ERROR it broke | error",
                "12:00 warn hm | warn",
                "12:00   DEBUG  x | debug",
                "12:00 Error prose | info",
                "ERROR first word | info",
                "trace | info",
                "'' | info",
                "{\"level\":\"Warn\",\"m\":1} | warn",
                "  {\"m\":\"}\\\"level\", \"level\" : \"TRACE\"}  | trace",
                "{\"a\":{\"level\":\"error\"},\"level\":\"debug\"} | debug",
                "{\"a\":{\"level\":\"error\"}} | info",
                "{\"level\":50} | info",
                "{\"level\":\"error\" | info",
                "{\"level\":\"loud\"} | info",
            })
    void knowsTheLevelOfALine(String line, String level) {
        assertThat(Levels.of(line).name().toLowerCase(Locale.ROOT)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"level\":\"}",
                "{\"level\"}",
                "{\"level\":}",
                "{]}\"level\"}",
                "{\"level\\\"}",
                "{\"level\":\"\\}"
            })
    void takesBrokenObjectsForProse(String line) {
        assertThat(Levels.of(line).name()).isEqualTo("INFO");
    }

    @Test
    void readsALongLineOnce() {
        assertThat(Levels.of("{\"level\":\"error\"," + "[\"\\".repeat(8000) + "}")
                        .name())
                .isEqualTo("INFO");
    }

    @Test
    void whatTheLogSaysItselfIsTakenOffALine() {
        assertThat(Levels.withoutHead("2026-03-01T10:00:00.000Z INFO  [acme.Sums] 1 + 1 = 2"))
                .isEqualTo("[acme.Sums] 1 + 1 = 2");
        assertThat(Levels.withoutHead("10:00:00 warn it  is late")).isEqualTo("it  is late");
        assertThat(Levels.withoutHead("Some ERROR happened")).isEqualTo("Some ERROR happened");
        assertThat(Levels.withoutHead("10:00:00 Info is prose")).isEqualTo("10:00:00 Info is prose");
        assertThat(Levels.withoutHead("10:00:00 INFO")).isEqualTo("10:00:00 INFO");
        assertThat(Levels.withoutHead("  {\"level\":\"info\"}")).isEqualTo("  {\"level\":\"info\"}");
    }
}
