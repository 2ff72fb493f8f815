// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a host hands its child. JSON, and so YAML; a key that is not known is for a newer child.
 *
 * <p>A class and no record, so that no log prints it: it has the token and the passwords of databases in it.
 */
final class HandoverDocument {
    /** More than any configuration; a reader must have some limit. */
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final Map<?, ?> fields;
    private final Identity identity;
    private final List<Path> bundles;

    /**
     * Who the child is, and where it is to say so.
     *
     * @param module the name of the module
     * @param instance the id that host, child and directory share
     * @param directory where the directory of the host listens
     * @param heartbeat how often the child is to be heard of, if the host said so
     * @param trust a file of certificates by one of which the directory is known, if the host said so
     */
    record Identity(String module, UUID instance, URI directory, Optional<String> heartbeat, Optional<String> trust) {}

    private HandoverDocument(Map<?, ?> fields) throws HandoverException {
        this.fields = fields;
        this.identity = new Identity(
                text("module"),
                parsed("instance", "a UUID", UUID::fromString),
                parsed("directory", "an address", URI::create),
                optional("heartbeat"),
                optional("trust"));
        text("token");
        this.bundles = jars();
    }

    /** Reads one. */
    static HandoverDocument of(byte[] json) throws HandoverException {
        var settings = LoadSettings.builder()
                .setLabel("the handover")
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            Object read = new Load(settings).loadFromString(new String(json, StandardCharsets.UTF_8));
            if (read instanceof Map<?, ?> fields) {
                return new HandoverDocument(fields);
            }
        } catch (YamlEngineException e) {
            // Its message quotes the line.
            throw new HandoverException(refusal("a JSON object", "can't be read as JSON"));
        }
        throw new HandoverException(refusal("a JSON object", "is something else"));
    }

    Identity identity() {
        return identity;
    }

    /** Returns what proves to the directory who the child is. */
    String token() {
        return fields.get("token").toString();
    }

    /** Returns the jars that the child has besides those of every child. */
    List<Path> bundles() {
        return bundles;
    }

    /** Returns a section; empty if there is none. */
    Map<String, Object> section(String key) throws HandoverException {
        Object value = fields.get(key);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new HandoverException(refusal("an object as '" + key + "'", "has something else there"));
        }
        Map<String, Object> section = new LinkedHashMap<>();
        map.forEach((name, inner) -> section.put(name.toString(), inner));
        return section;
    }

    private String text(String key) throws HandoverException {
        return optional(key)
                .orElseThrow(() -> new HandoverException(refusal("a text as '" + key + "'", "has none there")));
    }

    private Optional<String> optional(String key) {
        return fields.get(key) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private <T> T parsed(String key, String expected, Function<String, T> parser) throws HandoverException {
        try {
            return parser.apply(text(key));
        } catch (IllegalArgumentException e) {
            throw new HandoverException(refusal(expected + " as '" + key + "'", "has something else there"));
        }
    }

    private List<Path> jars() throws HandoverException {
        Object value = fields.get("bundles");
        if (value != null && !(value instanceof Collection)) {
            throw new HandoverException(refusal("a list as 'bundles'", "has something else there"));
        }
        List<Path> jars = new ArrayList<>();
        for (Object item : value == null ? List.of() : (Collection<?>) value) {
            Path jar = Path.of(String.valueOf(item));
            if (!jar.isAbsolute() || !Files.isReadable(jar)) {
                throw new HandoverException(
                        refusal("files that this process can read in 'bundles'", "names '" + jar + "', which is none"));
            }
            jars.add(jar);
        }
        return List.copyOf(jars);
    }

    private static String refusal(String expected, String found) {
        return "What the host handed over should have " + expected + ", but " + found
                + ". Host and child should be of the same installation.";
    }
}
