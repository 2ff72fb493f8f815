// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time spans, guesses and secrets. */
class ValuesTest {
    @Test
    void readsAndWritesTimeSpans() {
        for (String text : List.of("0s", "500ms", "30s", "90s", "5m", "1h", "1500ms")) {
            assertThat(Durations.parse(text).map(Durations::text)).contains(text);
        }
        assertThat(Durations.parse(" 60s ")).contains(Duration.ofMinutes(1));
    }

    @Test
    void refusesOtherNotations() {
        for (String text : List.of("", "30", "s", "-1s", "1.5s", "30 s", "30S", "1d", "PT30S", "999999999999999h")) {
            assertThat(Durations.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void guessesTheNearestKnownWord() {
        List<String> known = List.of("greeting", "names", "max_restarts");

        assertThat(Nearest.to("gretting", known)).contains("greeting");
        assertThat(Nearest.to("MAX-RESTART", known)).contains("max_restarts");
        assertThat(Nearest.to("port", known)).isEmpty();
        assertThat(Nearest.to("a", List.of())).isEmpty();
    }

    @Test
    void knowsSecretsByTheirNames() {
        assertThat(List.of("db.password", "API_KEY", "privateKey", "access-token", "client.secret", "tokens.0"))
                .allMatch(Secrets::isSecret);
        assertThat(List.of("greeting", "db.user", "key", "path")).noneMatch(Secrets::isSecret);
    }
}
