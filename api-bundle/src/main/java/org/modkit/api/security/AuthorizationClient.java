// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a caller may do something; implemented by a plugin, of which the last registered is asked. Optional:
 * without one, the roles decide that an operation's author has named.
 *
 * <p>Asked after those roles, so it can only forbid more, and only for operations that are not public. Otherwise as
 * {@link AuthenticationClient}: on the thread of the request, by many threads at the same time, may block.
 */
@ConsumerType
@FunctionalInterface
public interface AuthorizationClient {
    /**
     * Decides.
     *
     * @param caller who; anonymous if the operation can do without authentication
     * @param operation what
     * @return whether the caller may, or why that is not known
     */
    Authorization authorize(Caller caller, Operation operation);
}
