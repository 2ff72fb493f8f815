// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

/** Who serves. */
public enum Who {
    /** Jetty and Jersey, and nothing else. */
    BARE("Jetty + Jersey"),
    /** The gateway as it comes, except that its routes take as many requests as there are. */
    MODKIT("ModKit"),
    /** The same without a log of requests. */
    NO_LOG("ModKit, no access log"),
    /** The same without limits of routes. */
    NO_LOG_NO_LIMITS("ModKit, no access log, no limits");

    private final String label;

    Who(String label) {
        this.label = label;
    }

    /**
     * Returns its name in tables.
     *
     * @return the name
     */
    public String label() {
        return label;
    }
}
