// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.modkit.configuration.tree.Spans;

/** A section of the configuration that knows its key, and says what is wrong with the values that are asked of it. */
final class Section {
    private final String path;
    private final Map<String, Object> entries;
    private final Findings findings;

    private Section(String path, Map<String, Object> entries, Findings findings) {
        this.path = path;
        this.entries = entries;
        this.findings = findings;
    }

    /** Takes what stands under a key; nothing there is an empty section. */
    static Section at(String path, Object node, Findings findings) {
        var entries = new LinkedHashMap<String, Object>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(key.toString(), value));
        } else if (node != null) {
            findings.add(
                    path, "must be a section with keys of its own, but is not", "Write its keys below it, indented.");
        }
        return new Section(path, entries, findings);
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path + "." + key;
    }

    /** The same section, whose values are looked at for somebody else. */
    Section reportingTo(Findings others) {
        return new Section(path, entries, others);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<String> keys() {
        return entries.keySet().stream().sorted().toList();
    }

    boolean has(String key) {
        return entries.get(key) != null;
    }

    void knowsOnly(List<String> known) {
        entries.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key ->
                        findings.add(path(key), "is not a known key", "Known are: " + String.join(", ", known) + "."));
    }

    Section section(String key) {
        return at(path(key), entries.get(key), findings);
    }

    /** A single value; one that is empty counts as not said. */
    Optional<Said> text(String key) {
        Object value = entries.get(key);
        if (value instanceof Map || value instanceof Collection) {
            findings.add(path(key), "must be a single value, but has several", "Write one value.");
            return Optional.empty();
        }
        return Optional.ofNullable(value)
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .map(text -> new Said(path(key), text));
    }

    /** All values in it; sorted, so that equal configurations have equal addresses. */
    Map<String, Said> texts() {
        var texts = new TreeMap<String, Said>();
        entries.keySet().forEach(key -> text(key).ifPresent(said -> texts.put(key, said)));
        return texts;
    }

    int number(String key, int least, int otherwise) {
        return text(key)
                .map(said -> {
                    if (said.text().matches("\\d{1,9}") && Integer.parseInt(said.text()) >= least) {
                        return Integer.parseInt(said.text());
                    }
                    findings.add(
                            said.key(),
                            "must be a whole number of at least " + least + ", but is '" + said.text() + "'",
                            "Write for example '" + Math.max(least, otherwise) + "'.");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return text(key)
                .map(said -> {
                    if (!List.of("true", "false").contains(said.text())) {
                        findings.add(
                                said.key(),
                                "must be true or false, but is '" + said.text() + "'",
                                "Write for example '" + otherwise + "'.");
                    }
                    return Boolean.parseBoolean(said.text());
                })
                .orElse(otherwise);
    }

    Duration duration(String key, Duration least, Duration otherwise) {
        return text(key)
                .map(said -> {
                    Duration duration = duration(said.text());
                    if (duration.compareTo(least) >= 0) {
                        return duration;
                    }
                    findings.add(
                            said.key(),
                            "must be a whole number followed by ms, s, m or h, of at least " + shown(least)
                                    + ", but is '" + said.text() + "'",
                            "Write for example '" + shown(otherwise) + "'.");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    private static Duration duration(String text) {
        // Texts in Karaf's files often have a space before the unit.
        return Spans.parse(text.replaceFirst("\\s+(?=\\D+$)", "")).orElse(Duration.ofMillis(-1));
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
