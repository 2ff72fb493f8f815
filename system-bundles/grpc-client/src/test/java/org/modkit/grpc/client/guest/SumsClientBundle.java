// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.guest;

import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.modkit.grpc.client.RemoteClient;
import org.modkit.grpc.client.guest.proto.Pair;
import org.modkit.grpc.client.guest.proto.SumsGrpc;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle with an interface, which is the JDK's so that a test outside the framework knows it, and with the stubs. */
public final class SumsClientBundle implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        var module = new Hashtable<>(Map.of(RemoteClient.MODULE, "sums"));
        context.registerService(RemoteClient.class, new SumsClient(), module);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    private static final class SumsClient implements RemoteClient<LongBinaryOperator> {
        @Override
        public Class<LongBinaryOperator> type() {
            return LongBinaryOperator.class;
        }

        @Override
        public ServiceDescriptor service() {
            return SumsGrpc.getServiceDescriptor();
        }

        @Override
        public LongBinaryOperator connect(Channel channel) {
            var sums = SumsGrpc.newBlockingStub(channel);
            return (a, b) -> sums.add(Pair.newBuilder().setA(a).setB(b).build()).getValue();
        }
    }
}
