// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatKeysTest {
    @Test
    void dotsSeparateLevelsUnlessTheyAreEscaped() {
        assertThat(FlatKeys.nested(Map.of(
                        "default", "main",
                        "servers.main.port", 5432L,
                        "servers.main.params.a\\.b\\\\", "x",
                        "servers.embedded", "{}")))
                .isEqualTo(Map.of(
                        "default",
                        "main",
                        "servers",
                        Map.of("main", Map.of("port", 5432L, "params", Map.of("a.b\\", "x")), "embedded", Map.of())));
    }

    @Test
    void moreThanAValueWinsOverAValue() {
        assertThat(FlatKeys.nested(Map.of("a", "x", "a.b", "y", "c", "{}", "c.d", "z")))
                .isEqualTo(Map.of("a", Map.of("b", "y"), "c", Map.of("d", "z")));
    }
}
