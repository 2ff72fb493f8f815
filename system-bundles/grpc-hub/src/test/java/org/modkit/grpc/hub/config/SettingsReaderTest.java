// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @Test
    void isSafeWithoutAnySetting() {
        Reading reading = SettingsReader.read(Map.of());

        assertThat(reading.problems()).isEmpty();
        Settings settings = reading.settings();
        assertThat(settings.listen().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.listen().port()).isEqualTo(50_051);
        assertThat(settings.isExposed()).isFalse();
        assertThat(settings.limits().message()).isEqualTo(4 << 20);
        assertThat(settings.own()).isEqualTo(new Settings.Own(true, true));
    }

    @Test
    void readsWhatIsWritten(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("pem"), "");
        Reading reading = SettingsReader.read(Map.of(
                "bind",
                "0.0.0.0",
                "port",
                0,
                "advertise",
                "hub.acme.example",
                "tls",
                Map.of("certificate", pem.toString(), "key", pem.toString(), "client_ca", pem.toString()),
                "limits",
                Map.of("message", "16MiB", "drain", "500ms"),
                "reflection",
                false));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().listen().advertise()).contains("hub.acme.example");
        assertThat(reading.settings().tls().orElseThrow().isRequired()).isTrue();
        assertThat(reading.settings().isExposed()).isFalse();
        assertThat(reading.settings().limits().message()).isEqualTo(16 << 20);
        assertThat(reading.settings().limits().drain()).isEqualTo(Duration.ofMillis(500));
        assertThat(reading.settings().own().reflection()).isFalse();
    }

    @Test
    void saysEverythingThatIsWrong() {
        Reading reading = SettingsReader.read(Map.of(
                "port",
                70_000,
                "unix_socket",
                "/" + "x".repeat(200),
                "limits",
                Map.of("message", "2GiB", "calls", 99_999_999_999L),
                "tls",
                Map.of("certificate", "/no/such/file", "client_auth", "perhaps"),
                "reflection",
                "yes",
                "prot",
                1));

        assertThat(reading.problems())
                .containsExactlyInAnyOrder(
                        "'port' must be a whole number from 0 to 65535, but it is '70000'",
                        "'unix_socket' goes with neither 'bind' nor 'port' nor 'advertise'; keep either",
                        "'unix_socket' must be a path of at most 103 bytes, but it is '/" + "x".repeat(200) + "'",
                        "'tls.certificate' must be a file that can be read, but '/no/such/file' can't",
                        "'tls.client_auth' must be 'require' or 'optional', but it is 'perhaps'",
                        "'tls.certificate' and 'tls.key' go together, but one of them is absent",
                        "'limits.message' must be a size such as '65536', '64KiB' or '16MiB', at most 1024MiB, but it is"
                                + " '2GiB'",
                        "'limits.calls' must be a whole number from 1 to 1000000, but it is '99999999999'",
                        "'reflection' must be 'true' or 'false', but it is 'yes'",
                        "'prot' is not a setting of the gRPC hub");
    }

    @Test
    void knowsWhatOthersCanRead() {
        assertThat(List.of("localhost", "127.0.0.7", "::1"))
                .noneMatch(host ->
                        SettingsReader.read(Map.of("bind", host)).settings().isExposed());
        assertThat(List.of("0.0.0.0", "::", "10.0.0.1", "hub.acme.example"))
                .allMatch(host ->
                        SettingsReader.read(Map.of("bind", host)).settings().isExposed());
    }
}
