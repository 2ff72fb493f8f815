// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final String ID = "0190c2f4-0000-7000-8000-000000000001";

    private final Map<String, String> properties = new HashMap<>(Map.of(
            Child.DIRECTORY,
            "http://127.0.0.1:50051",
            Child.MODULE,
            "sums",
            Child.INSTANCE,
            ID,
            Child.TOKEN,
            "secret"));

    @Test
    void isNoneWithoutADirectory() {
        properties.remove(Child.DIRECTORY);

        assertThat(Child.of(properties::get)).isEmpty();
    }

    @Test
    void readsWhatItWasTold() {
        assertThat(Child.of(properties::get)).get().satisfies(child -> {
            assertThat(child.module()).isEqualTo("sums");
            assertThat(child.instance()).isEqualTo(UUID.fromString(ID));
            assertThat(child.directory().endpoint()).isEqualTo(URI.create("http://127.0.0.1:50051"));
            assertThat(child.directory().token()).contains("secret");
            assertThat(child.heartbeat()).isEqualTo(Duration.ofSeconds(5));
            assertThat(child.toString()).doesNotContain("secret");
        });
        properties.put(Child.DIRECTORY, "unix:///run/modkit.sock");
        properties.remove(Child.TOKEN);
        for (var span : Map.of(
                        "500ms", Duration.ofMillis(500), "1s", Duration.ofSeconds(1), "2m", Duration.ofMinutes(2))
                .entrySet()) {
            properties.put(Child.HEARTBEAT, span.getKey());
            assertThat(Child.of(properties::get).orElseThrow().heartbeat()).isEqualTo(span.getValue());
        }
    }

    @Test
    void refusesWhatMakesNoSense(@TempDir Path folder) throws Exception {
        assertRefused(
                Child.DIRECTORY, "somewhere", "must be 'http://host:port', 'https://host:port' or 'unix:///path'");
        assertRefused(Child.DIRECTORY, "http://127.0.0.1", "but is 'http://127.0.0.1'. Correct it.");
        assertRefused(Child.INSTANCE, "7", "Framework property 'modkit.child.instance' must be a UUID, but is '7'.");
        assertRefused(Child.HEARTBEAT, "0s", "must be a time such as '500ms', '5s' or '1m'");
        assertRefused(Child.HEARTBEAT, "often", "must be a time such as '500ms', '5s' or '1m'");
        assertRefused(Child.MODULE, " ", "Framework property 'modkit.child.module' is missing.");

        assertThat(Child.trust(properties::get)).isEmpty();
        Path file = Files.writeString(folder.resolve("trust.pem"), "none");
        assertThat(Child.trust(key -> file.toString())).contains(file);
        assertThatThrownBy(() -> Child.trust(key -> folder.resolve("none").toString()))
                .hasMessageContaining("must be a PEM file of certificates that can be read");
    }

    private void assertRefused(String key, String value, String words) {
        var wrong = new HashMap<>(properties);
        wrong.put(key, value);
        assertThatThrownBy(() -> Child.of(wrong::get)).hasMessageContaining(words);
    }
}
