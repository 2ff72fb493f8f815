// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody wants to do, as its author wrote it: there are as many of them as there are routes, not as requests.
 *
 * @param module whose operation it is
 * @param action what is to be done: a method of HTTP, or of a service
 * @param target with what: the pattern of a path such as {@code /orders/v1/orders/{id}}, or the name of a service
 * @param roles of which the caller has at least one by now; empty if the author names none
 */
public record Operation(String module, String action, String target, Set<String> roles) {
    /** Copies the roles, in order. */
    public Operation {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }
}
