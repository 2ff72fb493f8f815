// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Objects;
import java.util.Optional;
import org.modkit.api.client.ClientScope;

/**
 * What a client is found by.
 *
 * @param type the class itself, so that two class loaders' classes of one name are two keys
 * @param scope the scope's value, or {@code null} for the global entry
 */
record Key(Class<?> type, String scope) {
    static Key of(Class<?> type) {
        return new Key(Objects.requireNonNull(type, "type is null"), null);
    }

    static Key of(Class<?> type, ClientScope scope) {
        Objects.requireNonNull(scope, "scope is null");
        return new Key(Objects.requireNonNull(type, "type is null"), scope.value());
    }

    /** By hand, because every lookup comes through here. */
    @Override
    public int hashCode() {
        return scope == null ? type.hashCode() : 31 * type.hashCode() + scope.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && type == key.type && Objects.equals(scope, key.scope);
    }

    String typeName() {
        return type.getName();
    }

    Optional<String> scopeIfAny() {
        return Optional.ofNullable(scope);
    }
}
