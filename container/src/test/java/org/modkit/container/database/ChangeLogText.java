// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.nio.file.Path;

/** A change log in YAML that notes in a table {@code NAME_effects} what was applied how often. */
final class ChangeLogText {
    private final String effects;
    private final StringBuilder yaml = new StringBuilder("databaseChangeLog:\n");

    private ChangeLogText(String prefix) {
        effects = prefix + "_effects";
    }

    /** Begins one whose first change set, {@code begin}, makes the table. */
    static ChangeLogText of(String prefix) {
        var text = new ChangeLogText(prefix);
        return text.changeSet("begin").sql("CREATE TABLE " + text.effects + " (step VARCHAR(40) NOT NULL)");
    }

    /** Adds a change set that notes its id. */
    ChangeLogText step(String id) {
        return changeSet(id).note(id);
    }

    /** Adds a change set with a table of its own and a note before and behind a gate. */
    ChangeLogText gated(String id, Path gates) {
        return changeSet(id)
                .note(id + " before")
                .sql("CREATE TABLE " + effects + "_" + id + " (id INT)")
                .gate(id, gates)
                .note(id + " behind");
    }

    ChangeLogText changeSet(String id) {
        yaml.append("""
                  - changeSet:
                      id: %s
                      author: proof
                      changes:
                """.formatted(id));
        return this;
    }

    ChangeLogText sql(String sql) {
        yaml.append("        - sql: { sql: \"").append(sql).append("\" }\n");
        return this;
    }

    private ChangeLogText note(String step) {
        return sql("INSERT INTO " + effects + " VALUES ('" + step + "')");
    }

    private ChangeLogText gate(String name, Path folder) {
        yaml.append("""
                        - customChange:
                            class: %s
                            params:
                              - param: { name: folder, value: "%s" }
                              - param: { name: name, value: %s }
                """.formatted(Gate.class.getName(), folder, name));
        return this;
    }

    @Override
    public String toString() {
        return yaml.toString();
    }
}
