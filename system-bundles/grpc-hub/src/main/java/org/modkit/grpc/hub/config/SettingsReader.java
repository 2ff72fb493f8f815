// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** From the section as it was written to settings, with everything that is wrong with it. */
public final class SettingsReader {
    private static final int BYTES_OF_A_PATH = 103;

    private final Keys keys;

    private SettingsReader(Map<String, ?> section) {
        this.keys = new Keys(section);
    }

    /**
     * Reads a section.
     *
     * @param section maps within maps
     * @return settings and problems
     */
    public static Reading read(Map<String, ?> section) {
        var reader = new SettingsReader(section);
        var settings = new Settings(reader.listen(), reader.tls(), reader.limits(), reader.keepAlive(), reader.own());
        return new Reading(settings, reader.keys.end());
    }

    private Settings.Listen listen() {
        boolean isTcp = keys.has("bind") || keys.has("port") || keys.has("advertise");
        var listen = new Settings.Listen(
                keys.text("bind").orElse("127.0.0.1"),
                keys.number("port", 50_051, 0, 65_535),
                keys.text("advertise"),
                keys.text("unix_socket").map(text -> Path.of(text).toAbsolutePath()));
        listen.unixSocket().ifPresent(file -> {
            if (isTcp) {
                keys.problem("'unix_socket' goes with neither 'bind' nor 'port' nor 'advertise'; keep either");
            }
            if (file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > BYTES_OF_A_PATH) {
                keys.problem("'unix_socket' must be a path of at most " + BYTES_OF_A_PATH + " bytes, but it is '" + file
                        + "'");
            }
        });
        return listen;
    }

    private Optional<Settings.Tls> tls() {
        Optional<Path> certificate = keys.text("tls.certificate").flatMap(text -> file("tls.certificate", text));
        Optional<Path> key = keys.text("tls.key").flatMap(text -> file("tls.key", text));
        Optional<String> password = keys.text("tls.key_password");
        Optional<Path> clients = keys.text("tls.client_ca").flatMap(text -> file("tls.client_ca", text));
        Optional<String> wanted = keys.choice("tls.client_auth", "require", "optional");
        Duration reload = keys.time("tls.reload", Duration.ofSeconds(10));
        if (keys.had("tls.certificate") != keys.had("tls.key")) {
            keys.problem("'tls.certificate' and 'tls.key' go together, but one of them is absent");
        }
        if (!keys.had("tls.certificate")
                && (password.isPresent() || keys.had("tls.client_ca") || keys.had("tls.reload"))) {
            keys.problem("'tls.certificate' and 'tls.key' are absent, without which there is no TLS");
        }
        if (wanted.isPresent() && !keys.had("tls.client_ca")) {
            keys.problem("'tls.client_auth' needs 'tls.client_ca', which says whose clients are let in");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        boolean isRequired = clients.isPresent() && !wanted.equals(Optional.of("optional"));
        return Optional.of(new Settings.Tls(certificate.get(), key.get(), password, clients, isRequired, reload));
    }

    private Optional<Path> file(String key, String text) {
        Path file = Path.of(text).toAbsolutePath();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            keys.problem("'" + key + "' must be a file that can be read, but '" + file + "' can't");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private Settings.Limits limits() {
        return new Settings.Limits(
                keys.size("limits.message", 4 << 20),
                keys.size("limits.metadata", 8 << 10),
                keys.number("limits.calls", 1000, 1, 1_000_000),
                keys.number("limits.calls_per_connection", 100, 1, 1_000_000),
                keys.time("limits.drain", Duration.ofSeconds(10)),
                keys.time("limits.away", Duration.ofSeconds(30)));
    }

    private Settings.KeepAlive keepAlive() {
        return new Settings.KeepAlive(
                keys.time("keepalive.time", Duration.ofMinutes(2)),
                keys.time("keepalive.timeout", Duration.ofSeconds(20)),
                keys.time("keepalive.permit", Duration.ofSeconds(10)));
    }

    private Settings.Own own() {
        return new Settings.Own(keys.flag("health", true), keys.flag("reflection", true));
    }
}
