// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.Status;

/**
 * One instance after the other, as grpc-java's {@code round_robin} does it; only that instances which the directory names no
 * more are left alone also when they were the last, and callers hear why there are none.
 */
public final class Balancing extends LoadBalancerProvider {
    static final String NAME = "modkit_round_robin";

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public int getPriority() {
        return 5;
    }

    @Override
    public String getPolicyName() {
        return NAME;
    }

    @Override
    public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
        return new Balancer(helper);
    }

    /** Of one channel. grpc-java calls it, one method after the other. */
    private static final class Balancer extends LoadBalancer {
        private final Helper helper;
        private LoadBalancer rotation;

        Balancer(Helper helper) {
            this.helper = helper;
        }

        @Override
        public Status acceptResolvedAddresses(ResolvedAddresses addresses) {
            if (addresses.getAddresses().isEmpty()) {
                shutdown();
                fail(Status.UNAVAILABLE.withDescription(
                        addresses.getAttributes().get(Names.WHY)));
                return Status.OK;
            }
            if (rotation == null) {
                rotation = LoadBalancerRegistry.getDefaultRegistry()
                        .getProvider("round_robin")
                        .newLoadBalancer(helper);
            }
            // The configuration is this policy's, not that of the other.
            return rotation.acceptResolvedAddresses(
                    addresses.toBuilder().setLoadBalancingPolicyConfig(null).build());
        }

        @Override
        public void handleNameResolutionError(Status error) {
            if (rotation == null) {
                fail(error);
            } else {
                rotation.handleNameResolutionError(error);
            }
        }

        private void fail(Status status) {
            helper.updateBalancingState(
                    ConnectivityState.TRANSIENT_FAILURE, new FixedResultPicker(PickResult.withError(status)));
        }

        @Override
        public void requestConnection() {
            if (rotation != null) {
                rotation.requestConnection();
            }
        }

        @Override
        public void shutdown() {
            if (rotation != null) {
                rotation.shutdown();
                rotation = null;
            }
        }
    }
}
