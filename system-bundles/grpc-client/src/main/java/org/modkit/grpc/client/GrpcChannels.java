// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client;

import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Channels to gRPC services, wherever these run. An OSGi service, and so in every module's ClientHub.
 *
 * <p>A channel asks the directory for the instances that can be called, follows their coming and going, and takes one after
 * the other. A call without a deadline gets one of 30 s. A call that failed because its instance was not there is made again,
 * on another one, if its method says in its proto file that this does no harm:
 *
 * <pre>{@code
 * rpc Add(Sum) returns (Result) {
 *   option idempotency_level = IDEMPOTENT; // or NO_SIDE_EFFECTS
 * }
 * }</pre>
 *
 * <p>While there is no instance, calls fail with UNAVAILABLE and a sentence; those {@code withWaitForReady()} wait for one
 * until their deadline.
 *
 * <p>Any thread may call it.
 */
@ProviderType
public interface GrpcChannels {
    /**
     * Returns the channel to a service.
     *
     * @param service the descriptor that was generated with the stubs
     * @return one that is shared; it opens connections when it is first called, and ends with this bundle
     */
    Channel channel(ServiceDescriptor service);
}
