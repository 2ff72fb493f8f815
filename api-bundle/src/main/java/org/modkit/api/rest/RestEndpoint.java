// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.rest;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the resources of modules are served.
 *
 * <p>An OSGi service that the REST gateway registers for as long as it listens, for whoever shows that address or calls
 * it: shells, the container's first line, tests. A gateway that moves registers another one.
 */
@ProviderType
public interface RestEndpoint {
    /**
     * Returns the address, as a client on this machine writes it. Any thread may call it.
     *
     * @return scheme, host and the port that was really taken, such as {@code http://127.0.0.1:8080}; no path
     */
    URI uri();
}
