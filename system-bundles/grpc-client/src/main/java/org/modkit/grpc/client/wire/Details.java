// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import java.net.URI;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.directory.v1.InstanceDetail;

/** From messages to values. */
final class Details {
    private Details() {}

    /**
     * Reads an instance.
     *
     * @throws IllegalArgumentException if its id is no UUID, or an endpoint no URI
     */
    static ServiceInstance read(InstanceDetail detail) {
        var services = new TreeMap<String, URI>();
        detail.getGrpcServicesList()
                .forEach(each -> services.put(each.getServiceName(), URI.create(each.getEndpointUri())));
        return new ServiceInstance(
                detail.getModuleName(),
                UUID.fromString(detail.getInstanceId()),
                services,
                Optional.of(detail.getVersion()).filter(version -> !version.isEmpty()),
                state(detail.getState()));
    }

    private static InstanceState state(InstanceDetail.State state) {
        return switch (state) {
            case STATE_READY -> InstanceState.READY;
            case STATE_HEALTHY -> InstanceState.HEALTHY;
            case STATE_QUARANTINED -> InstanceState.QUARANTINED;
            case STATE_DRAINING -> InstanceState.DRAINING;
            // A newer directory may know more states; of those nothing is known here but that the instance is there.
            case STATE_REGISTERED, STATE_UNSPECIFIED, UNRECOGNIZED -> InstanceState.REGISTERED;
        };
    }
}
