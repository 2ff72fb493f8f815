// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @Test
    void isSafeWithoutAnyKey() {
        Reading reading = SettingsReader.read(Map.of());

        assertThat(reading.problems()).isEmpty();
        Settings settings = reading.settings();
        assertThat(settings.listen())
                .isEqualTo(new Settings.Listen(
                        "127.0.0.1", 8080, Optional.empty(), new Hosts(true, Set.of("127.0.0.1")), false, 200));
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), 16 << 20));
        assertThat(settings.connections())
                .isEqualTo(new Settings.Connections(4096, Duration.ofSeconds(30), Duration.ofSeconds(10), 8 << 10));
        assertThat(settings.tls().isOn()).isFalse();
        assertThat(settings.rate()).isEqualTo(new Settings.Rate(true, new Bounds(50, 100, 64), Map.of()));
        assertThat(settings.cors().enabled()).isFalse();
        assertThat(settings.pathOf("shop")).isEqualTo("/shop");
    }

    @Test
    void readsTimesSizesListsAndPaths() {
        Settings settings = SettingsReader.read(Map.of(
                        "limits.timeout", "500ms",
                        "limits.body", "64KiB",
                        "cors.allowed_origins.0", "https://a.example",
                        "cors.allowed_origins.1", "https://b.example",
                        "cors.allowed_methods", "GET, PUT",
                        "paths.shop", "/x/shop"))
                .settings();

        assertThat(settings.limits().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.limits().body()).isEqualTo(65_536);
        assertThat(settings.cors().origins()).containsExactly("https://a.example", "https://b.example");
        assertThat(settings.cors().methods()).containsExactly("GET", "PUT");
        assertThat(settings.pathOf("shop")).isEqualTo("/x/shop");
    }

    @Test
    void tellsEverythingThatIsWrong() {
        List<String> problems = SettingsReader.read(Map.of(
                        "port", "70000",
                        "limits.timeout", "soon",
                        "limits.idle", "0",
                        "limits.body", "2GiB",
                        "docs", "yes",
                        "paths.shop", "shop",
                        "paths.docs", "/docs",
                        "prot", "80"))
                .problems();

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "'port' must be a whole number from 0 to 65535, but is '70000'",
                        "'limits.timeout' must be a time such as '500ms', '30s' or '5m', or '0' for none, but is 'soon'",
                        "'limits.idle' must be a time such as '500ms', '30s' or '5m', longer than nothing, but is '0'",
                        "'limits.body' must be a size such as '65536', '64KiB' or '16MiB', at most 1GiB, or '0' for"
                                + " none, but is '2GiB'",
                        "'docs' must be 'true' or 'false', but is 'yes'",
                        "'paths.shop' must be a path such as '/shop' or '/shop/orders', but is 'shop'",
                        "'paths.docs' must be a path of its own, but is '/docs', which the gateway answers itself",
                        "'prot' is no setting of the REST gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, auto, false",
        "127.9.9.9, auto, false",
        "::1, auto, false",
        "localhost, auto, false",
        "0.0.0.0, auto, true",
        "::, auto, true",
        "192.0.2.1, auto, true",
        "127.0.0.1, always, true",
        "0.0.0.0, never, false",
    })
    void asksStrangersWhoTheyAreUnlessItListensAtLoopback(String bind, String required, boolean isRequired) {
        Settings settings = SettingsReader.read(Map.of("bind", bind, "auth.required", required))
                .settings();

        assertThat(settings.auth().required()).isEqualTo(isRequired);
    }

    @Test
    void asksStrangersWhoTheyAreBehindAProxy() {
        Settings settings = SettingsReader.read(Map.of("forwarded", "true")).settings();

        assertThat(settings.auth().required()).isTrue();
    }

    @Test
    void readsTheLimitsOfSingleModules() {
        Reading reading = SettingsReader.read(Map.of(
                "rate_limit.modules.shop.rps", "5",
                "rate_limit.modules.mail.burst", "7",
                "rate_limit.modules.mail.in_flight", "0"));
        Settings.Rate rate = reading.settings().rate();

        assertThat(reading.problems()).isEmpty();
        assertThat(rate.of("shop", Bounds.UNSAID)).isEqualTo(new Bounds(5, 10, 64));
        assertThat(rate.of("mail", Bounds.UNSAID)).isEqualTo(new Bounds(50, 7, 0));
        assertThat(rate.of("other", Bounds.UNSAID)).isEqualTo(new Bounds(50, 100, 64));
        assertThat(rate.of("shop", new Bounds(1, 2, 3))).isEqualTo(new Bounds(5, 10, 3));
        assertThat(rate.of("other", new Bounds(1, -1, -1))).isEqualTo(new Bounds(1, 2, 64));
    }

    @Test
    void tellsWhatIsWrongWithWhoAndHowMany() {
        assertThat(SettingsReader.read(Map.of(
                                "auth.required", "yes",
                                "auth.needed", "yes",
                                "rate_limit.modules.shop.rsp", "5",
                                "rate_limit.modules.shop.burst", "0"))
                        .problems())
                .containsExactlyInAnyOrder(
                        "'auth.required' must be 'auto' or 'always' or 'never', but is 'yes'",
                        "'auth.needed' is no setting of the REST gateway",
                        "'rate_limit.modules.shop.rsp' is no setting of the REST gateway",
                        "'rate_limit.modules.shop.burst' must be a whole number from 1 to 1000000, but is '0'");
    }

    @Test
    void readsATree() {
        Settings settings = SettingsReader.read(Map.of(
                        "limits", Map.of("body", 65_536, "timeout", "2s"),
                        "cors", Map.of("allowed_origins", List.of("https://a.example", "https://b.example")),
                        "paths", Map.of("shop", "/x/shop")))
                .settings();

        assertThat(settings.limits().body()).isEqualTo(65_536);
        assertThat(settings.limits().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.cors().origins()).containsExactly("https://a.example", "https://b.example");
        assertThat(settings.pathOf("shop")).isEqualTo("/x/shop");
    }

    @Test
    void lendsNobodysCookiesToEverybody() {
        assertThat(SettingsReader.read(Map.of("cors.enabled", "true", "cors.allow_credentials", "true"))
                        .problems())
                .containsExactly(
                        "'cors.allow_credentials' can't be 'true' while 'cors.allowed_origins' has '*', since every page"
                                + " of the web could act for its visitors");
    }

    @Test
    void takesOneKeyAndShowsNoPassword() {
        Reading reading = SettingsReader.read(
                Map.of("tls.keystore", "server.p12", "tls.password", "opensesame", "tls.certificate", "server.pem"));
        assertThat(reading.problems()).containsExactly("'tls.keystore' and 'tls.certificate' must not both be set");
        assertThat(reading.settings().tls().isOn()).isTrue();
        assertThat(reading.toString()).doesNotContain("opensesame");
        assertThat(SettingsReader.read(Map.of("tls.key", "key.pem", "tls.password", "opensesame"))
                        .problems())
                .containsExactly(
                        "'tls.key' must come with 'tls.certificate'", "'tls.password' must come with 'tls.keystore'");
    }

    @Test
    void findsFilesBelowTheHomeOfTheContainer() {
        Settings settings = SettingsReader.read(Map.of("tls.keystore", "etc/server.p12", "unix_socket", "/run/x"))
                .settings()
                .in(Path.of("/home"));
        assertThat(settings.tls().keystore()).contains(Path.of("/home/etc/server.p12"));
        assertThat(settings.listen().socket()).contains(Path.of("/run/x"));
    }

    /** The page names every key with its default: reading them gives what reading nothing gives. */
    @Test
    void isDescribedAsItIs() throws IOException {
        var rows = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\| (?:`([^`]*)`|(none)) \\|");
        var described = new TreeMap<String, String>();
        rows.matcher(Files.readString(Path.of("SETTINGS.md")))
                .results()
                .filter(row -> row.group(2) != null)
                .forEach(row -> described.put(row.group(1), row.group(2)));

        assertThat(described).hasSizeGreaterThan(20);
        assertThat(SettingsReader.read(described)).isEqualTo(SettingsReader.read(Map.of()));
    }
}
