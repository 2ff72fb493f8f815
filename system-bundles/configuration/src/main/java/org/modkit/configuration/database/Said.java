// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

/** A value and the key it was written under. No record, so that no secret is ever printed by accident. */
final class Said {
    private final String key;
    private final String text;

    Said(String key, String text) {
        this.key = key;
        this.text = text;
    }

    String key() {
        return key;
    }

    String text() {
        return text;
    }

    Said with(String other) {
        return new Said(key, other);
    }

    /** How a sentence cites it: its key, never its value. */
    @Override
    public String toString() {
        return "'" + key + "'";
    }
}
