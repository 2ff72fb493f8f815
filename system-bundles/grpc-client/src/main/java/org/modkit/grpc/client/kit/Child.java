// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modkit.grpc.client.wire.RemoteDirectory;

/**
 * What a process was told by the one that started it.
 *
 * @param module the module that it runs
 * @param instance tells it from the module's other processes
 * @param directory the directory of the one that started it
 * @param heartbeat how often it says that it is alive
 */
record Child(String module, UUID instance, RemoteDirectory.Address directory, Duration heartbeat) {
    static final String DIRECTORY = "modkit.child.directory";
    static final String HEARTBEAT = "modkit.child.heartbeat";
    static final String INSTANCE = "modkit.child.instance";
    static final String MODULE = "modkit.child.module";
    static final String TOKEN = "modkit.child.token";
    static final String TRUST = "modkit.child.trust";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m)");

    /**
     * Reads framework properties.
     *
     * @param properties returns the value of one, or {@code null}
     * @return nothing if nobody started this process
     * @throws IllegalArgumentException if they make no sense
     */
    static Optional<Child> of(UnaryOperator<String> properties) {
        return Optional.ofNullable(properties.apply(DIRECTORY))
                .map(directory -> new Child(
                        required(properties, MODULE),
                        uuid(required(properties, INSTANCE)),
                        new RemoteDirectory.Address(endpoint(directory), Optional.ofNullable(properties.apply(TOKEN))),
                        Optional.ofNullable(properties.apply(HEARTBEAT))
                                .map(Child::span)
                                .orElse(Duration.ofSeconds(5))));
    }

    /** Whose certificates are trusted, if not those that the JVM trusts. */
    static Optional<Path> trust(UnaryOperator<String> properties) {
        return Optional.ofNullable(properties.apply(TRUST)).map(text -> {
            Path file = Path.of(text);
            if (!Files.isReadable(file)) {
                throw wrong(TRUST, "a PEM file of certificates that can be read", text);
            }
            return file;
        });
    }

    private static String required(UnaryOperator<String> properties, String key) {
        String value = properties.apply(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Framework property '" + key + "' is missing. Set it together with '"
                    + DIRECTORY + "', or leave both away.");
        }
        return value;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw wrong(INSTANCE, "a UUID", text);
        }
    }

    private static URI endpoint(String text) {
        try {
            URI uri = URI.create(text);
            boolean isTcp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isTcp && uri.getHost() != null && uri.getPort() > 0
                    || "unix".equals(uri.getScheme()) && uri.getPath() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // As wrong as one of an unknown kind.
        }
        throw wrong(DIRECTORY, "'http://host:port', 'https://host:port' or 'unix:///path'", text);
    }

    private static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text.strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw wrong(HEARTBEAT, "a time such as '500ms', '5s' or '1m'", text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private static IllegalArgumentException wrong(String key, String expected, String found) {
        return new IllegalArgumentException(
                "Framework property '" + key + "' must be " + expected + ", but is '" + found + "'. Correct it.");
    }
}
