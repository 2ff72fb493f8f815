// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out who calls; implemented by a plugin, of which the last registered is asked.
 *
 * <p>Asked by hosts of traffic for each request that brings credentials, on the thread of that request, by many threads at
 * the same time. It may block, within the time the request has, and is interrupted when that is over. Whatever it throws
 * fails the request, not the host.
 */
@ConsumerType
@FunctionalInterface
public interface AuthenticationClient {
    /**
     * Looks at credentials.
     *
     * @param credentials what was sent
     * @return whose they are, or why that is not known
     */
    Authentication authenticate(Credentials credentials);

    /**
     * Returns which schemes of credentials it can read; hosts tell those who send none.
     *
     * @return the schemes, the best first
     */
    default List<String> schemes() {
        return List.of("Bearer");
    }
}
