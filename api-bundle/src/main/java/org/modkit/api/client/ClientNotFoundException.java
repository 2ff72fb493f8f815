// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import java.util.Optional;

/** The hub has no client of the type and scope that was asked for. */
public final class ClientNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String scope;

    /**
     * Creates the exception; the hub does.
     *
     * @param type the interface's class name
     * @param scope the scope's value, or {@code null} for a global lookup
     * @param hint a sentence on what comes nearest or what to do
     */
    public ClientNotFoundException(String type, String scope, String hint) {
        super("No client of type '" + type + "'" + (scope == null ? "" : " in scope '" + scope + "'")
                + " is registered. " + hint);
        this.type = type;
        this.scope = scope;
    }

    /**
     * Returns the interface that was asked for.
     *
     * @return its class name
     */
    public String type() {
        return type;
    }

    /**
     * Returns the scope that was asked for.
     *
     * @return the scope's value, or empty for a global lookup
     */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }
}
