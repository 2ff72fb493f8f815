// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private static Hosts read(Map<String, Object> keys) {
        Reading reading = SettingsReader.read(keys);
        assertThat(reading.problems()).isEmpty();
        return reading.settings().listen().hosts();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "localhost.",
                "127.0.0.1",
                "127.9.9.9",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]"
            })
    void servesWhateverMeansThisMachine(String host) {
        assertThat(read(Map.of()).serves(host)).isTrue();
        assertThat(read(Map.of("bind", "0.0.0.0", "hosts", "shop.example")).serves(host))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "localhost.shop.example",
                "127.0.0.1.shop.example",
                "127.0.0.1..",
                "192.0.2.1",
                "0.0.0.0",
                "[::2]",
                ""
            })
    void servesNoOtherAtLoopback(String host) {
        assertThat(read(Map.of()).serves(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Shop.Example, shop.example.", "192.0.2.1, 192.0.2.1", "2001:db8::1, [2001:DB8::1]"})
    void servesWhatIsNamed(String named, String host) {
        assertThat(read(Map.of("hosts", List.of("other.example", named))).serves(host))
                .isTrue();
        assertThat(read(Map.of("bind", named)).serves(host)).isTrue();
    }

    @Test
    void servesAllElsewhereUntilSomeAreNamed() {
        assertThat(read(Map.of("bind", "0.0.0.0")).serves("shop.example")).isTrue();
        assertThat(read(Map.of("forwarded", "true")).serves("shop.example")).isTrue();
        assertThat(read(Map.of("bind", "0.0.0.0", "hosts", "shop.example")).serves("other.example"))
                .isFalse();
        assertThat(read(Map.of("forwarded", "true", "hosts", "shop.example")).serves("other.example"))
                .isFalse();
    }

    @Test
    void takesNamesOnly() {
        assertThat(SettingsReader.read(Map.of("hosts", "https://shop.example, shop.example:80, 192.0.2.1:80"))
                        .problems())
                .containsExactly(
                        "'hosts' must have names or addresses without scheme and port, such as 'shop.example', but has"
                                + " 'https://shop.example'",
                        "'hosts' must have names or addresses without scheme and port, such as 'shop.example', but has"
                                + " 'shop.example:80'",
                        "'hosts' must have names or addresses without scheme and port, such as 'shop.example', but has"
                                + " '192.0.2.1:80'");
    }
}
