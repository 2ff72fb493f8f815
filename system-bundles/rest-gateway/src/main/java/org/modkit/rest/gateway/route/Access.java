// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.route;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may call a route.
 *
 * @param rule which callers
 * @param roles of which a caller needs one; empty unless the rule is about callers that are known
 */
public record Access(Rule rule, Set<String> roles) {
    /** As in Jakarta Security: a role that everybody has who is known. */
    static final String ANYBODY_KNOWN = "**";

    /** Which callers may. */
    public enum Rule {
        /** Everybody. */
        PUBLIC,
        /** Its author does not say. */
        UNSAID,
        /** Those who are known, and have one of the roles if there are any. */
        KNOWN,
        /** Nobody at all. */
        NOBODY
    }

    static final Access UNSAID = new Access(Rule.UNSAID, Set.of());
    static final Access PUBLIC = new Access(Rule.PUBLIC, Set.of());

    /** Copies the roles, in order. */
    public Access {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }

    /** What is said in one place; the strictest, if that is more than one thing. */
    static Access of(AnnotatedElement place) {
        if (place.isAnnotationPresent(DenyAll.class)) {
            return new Access(Rule.NOBODY, Set.of());
        }
        RolesAllowed allowed = place.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            Set<String> roles = Set.copyOf(Arrays.asList(allowed.value()));
            // No role is one that nobody has.
            return roles.isEmpty()
                    ? new Access(Rule.NOBODY, Set.of())
                    : new Access(Rule.KNOWN, roles.contains(ANYBODY_KNOWN) ? Set.of() : roles);
        }
        return place.isAnnotationPresent(PermitAll.class) ? PUBLIC : UNSAID;
    }

    /**
     * Tells whether those have to say who they are who call.
     *
     * @param otherwise whether they have to where the author does not say
     * @return whether they have to
     */
    public boolean needsCaller(boolean otherwise) {
        return rule == Rule.KNOWN || rule == Rule.UNSAID && otherwise;
    }
}
