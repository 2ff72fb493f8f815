// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("max_backoff", "backoff", "order", "start", "stop");

    @Test
    void findsWhatDiffersInALetterOrTwo() {
        assertThat(Nearest.to("oder", KNOWN)).contains("order");
        assertThat(Nearest.to("ordre", KNOWN)).contains("order");
        assertThat(Nearest.to("strat", KNOWN)).contains("start");
        assertThat(Nearest.to("maxBackof", KNOWN)).contains("max_backoff");
    }

    @Test
    void doesNotGuessWhatHasNothingInCommon() {
        assertThat(Nearest.to("password", KNOWN)).isEmpty();
    }
}
