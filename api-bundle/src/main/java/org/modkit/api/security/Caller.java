// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.security.Principal;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who calls. Where a framework speaks of a principal, as {@code SecurityContext} of Jakarta REST does, it is this.
 *
 * @param subject who, unambiguous within a tenant; goes into logs, so an id rather than a name; empty for nobody known
 * @param tenant on whose behalf, or empty
 * @param roles what they are, in the words that modules use
 * @param attributes what else a plugin knows of them
 */
public record Caller(String subject, String tenant, Set<String> roles, Map<String, String> attributes)
        implements Principal {
    private static final Caller ANONYMOUS = new Caller("", "", Set.of(), Map.of());

    /** Copies the collections, in order. */
    public Caller {
        Objects.requireNonNull(subject, "subject is null");
        Objects.requireNonNull(tenant, "tenant is null");
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        if (subject.isEmpty() && !roles.isEmpty()) {
            throw new IllegalArgumentException("A caller without a subject is nobody and can't have roles, but has "
                    + String.join(", ", roles) + ".");
        }
    }

    /**
     * Makes a caller with roles, without tenant and attributes.
     *
     * @param subject who
     * @param roles what they are
     * @return the caller
     */
    public static Caller of(String subject, String... roles) {
        return new Caller(subject, "", Set.of(roles), Map.of());
    }

    /**
     * Returns the caller of whom nothing is known.
     *
     * @return a caller without subject and roles
     */
    public static Caller anonymous() {
        return ANONYMOUS;
    }

    @Override
    public String getName() {
        return subject;
    }

    /**
     * Tells whether nobody knows who calls.
     *
     * @return whether there is no subject
     */
    public boolean isAnonymous() {
        return subject.isEmpty();
    }
}
