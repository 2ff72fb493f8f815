// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    @Test
    void readsTextWithEverythingThatIsEscaped() throws IOException {
        assertThat(Frame.of(" { \"out\" : \"a\\n\\\"b\\\" \\\\ \\/ \\u00e9 \\ud83d\\ude00\\t\" }"))
                .isEqualTo(new Frame("out", "a\n\"b\" \\ / \u00e9 \ud83d\ude00\t"));
    }

    @Test
    void readsTheExitCode() throws IOException {
        assertThat(Frame.of("{\"exit\":4}")).isEqualTo(new Frame("exit", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "hello", "{\"out\"", "{\"out\":\"", "{\"out\":\"\\u12", "[1]", "{\"exit\":"})
    void refusesWhatIsNoFrame(String line) {
        assertThatThrownBy(() -> Frame.of(line)).isInstanceOf(IOException.class).hasMessageContaining("is no answer");
    }

    @Test
    void readsBackWhatJsonTextWrites() throws IOException {
        String text = "line\nwith \"quotes\", \\ and \u0001 and \u00fc";

        assertThat(Frame.of(JsonText.of(Map.of("out", text))).value()).isEqualTo(text);
    }

    @Test
    void writesAllKindsOfValues() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", List.of(1, true, "x"));
        value.put("nothing", null);

        assertThat(JsonText.of(value)).isEqualTo("{\"list\":[1,true,\"x\"],\"nothing\":null}");
    }
}
