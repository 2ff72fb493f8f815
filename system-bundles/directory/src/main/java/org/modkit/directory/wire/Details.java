// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import java.net.URI;
import java.util.SortedMap;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.InstanceDetail;
import org.modkit.directory.v1.InstanceInfo;

/** Instances in the words of the wire. */
final class Details {
    private Details() {}

    /** As the original tells it. */
    static InstanceInfo info(Instance instance) {
        SortedMap<String, URI> services = instance.services();
        return InstanceInfo.newBuilder()
                .setModuleName(instance.key().module())
                .setInstanceId(instance.key().id().toString())
                .setEndpointUri(
                        services.isEmpty()
                                ? ""
                                : services.get(services.firstKey()).toString())
                .setVersion(instance.version().orElse(""))
                .build();
    }

    /** With all that is known. */
    static InstanceDetail detail(Instance instance) {
        var detail = InstanceDetail.newBuilder()
                .setModuleName(instance.key().module())
                .setInstanceId(instance.key().id().toString())
                .setVersion(instance.version().orElse(""))
                .setState(state(instance));
        instance.services()
                .forEach((service, uri) -> detail.addGrpcServices(
                        GrpcServiceEndpoint.newBuilder().setServiceName(service).setEndpointUri(uri.toString())));
        return detail.build();
    }

    private static InstanceDetail.State state(Instance instance) {
        return switch (instance.state()) {
            case REGISTERED -> InstanceDetail.State.STATE_REGISTERED;
            case READY -> InstanceDetail.State.STATE_READY;
            case HEALTHY -> InstanceDetail.State.STATE_HEALTHY;
            case QUARANTINED -> InstanceDetail.State.STATE_QUARANTINED;
            case DRAINING -> InstanceDetail.State.STATE_DRAINING;
        };
    }
}
