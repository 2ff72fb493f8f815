// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.rest;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of each request to the REST gateway; how bundles for metrics and tracing plug in. Registered as an OSGi service.
 *
 * <p>Both methods are called by many threads at the same time and hold up the request, so they must not block. What they
 * throw is logged once for each listener and is otherwise without effect. Requests that can't be read are not told.
 */
@ConsumerType
public interface RequestListener {
    /**
     * A request has come.
     *
     * @param request the request; {@link #ended} is told of the same object
     */
    default void begun(RestRequest request) {}

    /**
     * A request has been answered, or its connection broke.
     *
     * @param request what {@link #begun} was told of
     * @param answer how
     */
    default void ended(RestRequest request, RestAnswer answer) {}
}
