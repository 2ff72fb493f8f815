// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import java.net.URI;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.benchmarks.grpc.wire.SumsGrpc;
import org.modkit.grpc.client.GrpcChannels;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The module under measurement: has the service, and calls it over the network when it is told to. Callers are told by a
 * function, whose type is the same inside and outside of the framework: number of callers and milliseconds, and what came
 * of it.
 */
public final class GrpcModule implements BundleActivator, ModkitModule, GrpcServiceCapability {
    /** Framework property: how the service is reached. */
    static final String WIRING = "benchmark.wiring";

    private BundleContext bundle;
    private ModuleContext context;
    private Channel channel;

    @Override
    public void start(BundleContext started) {
        bundle = started;
        String[] types = {ModkitModule.class.getName(), GrpcServiceCapability.class.getName()};
        bundle.registerService(types, this, new Hashtable<>(Map.of("modkit.module", "sums")));
    }

    @Override
    public void stop(BundleContext stopped) {
        // The framework takes the services back.
    }

    @Override
    public void init(ModuleContext begun) {
        context = begun;
        BiFunction<Integer, Integer, String> load = this::load;
        bundle.registerService(BiFunction.class, load, null);
    }

    private String load(int callers, int millis) {
        if (channel == null) {
            channel = Wiring.valueOf(bundle.getProperty(WIRING)) == Wiring.MODKIT
                    ? context.clients().get(GrpcChannels.class).channel(SumsGrpc.getServiceDescriptor())
                    : toHub();
        }
        return new Calls(channel).run(callers, millis);
    }

    private Channel toHub() {
        URI hub = context.clients().get(GrpcEndpoint.class).uri();
        return Grpc.newChannelBuilderForAddress(hub.getHost(), hub.getPort(), InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public Collection<Object> services() {
        return List.of(new Adder());
    }
}
