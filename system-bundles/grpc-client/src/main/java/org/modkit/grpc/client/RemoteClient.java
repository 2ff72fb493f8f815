// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client;

import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a client of a module is made that runs in another process: the same interface as in this one, over gRPC.
 *
 * <p>Registered as an OSGi service by the bundle that has the interface and the generated stubs, in every process, with the
 * property {@value #MODULE}. When that module runs elsewhere, others find in their ClientHub, under {@link #type()}, what
 * {@link #connect} returned; when it runs here, they find what it registered itself, and this is not asked.
 *
 * <p>Any thread may call it. All methods return at once.
 *
 * @param <T> the interface under which the client is found
 */
@ConsumerType
public interface RemoteClient<T> {
    /** The service property that names the module. */
    String MODULE = "modkit.module";

    /**
     * Returns the interface under which the client is found.
     *
     * @return the same as the module registers when it runs in process
     */
    Class<T> type();

    /**
     * Returns the gRPC service that the client calls.
     *
     * @return the descriptor that was generated with the stubs
     */
    ServiceDescriptor service();

    /**
     * Makes the client.
     *
     * @param channel leads to the instances of {@link #service()} that can be called, whichever these are at the time of a
     *     call; it need not and can't be shut down
     * @return a client that any thread may use
     */
    T connect(Channel channel);
}
