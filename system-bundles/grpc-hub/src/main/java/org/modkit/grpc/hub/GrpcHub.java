// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleConfigException;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.config.Reading;
import org.modkit.grpc.hub.config.Settings;
import org.modkit.grpc.hub.config.SettingsReader;
import org.modkit.grpc.hub.own.OwnServices;
import org.modkit.grpc.hub.server.HubServer;
import org.modkit.grpc.hub.service.Offer;
import org.modkit.grpc.hub.service.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module: listens from its start to its stop, and carries out the phase GRPC for other modules meanwhile.
 *
 * <p>The runtime calls it: {@code init}, {@code start}, {@code stop} and {@code close} one after the other, the methods for
 * guests between {@code start} and {@code stop}, for several guests at the same time.
 */
@ModuleDefinition(name = GrpcHub.NAME)
public final class GrpcHub implements ModkitModule, RunnableCapability, GrpcHubCapability {
    static final String NAME = "grpc-hub";
    private static final Logger LOG = LoggerFactory.getLogger(GrpcHub.class);

    private final Function<GrpcEndpoint, Runnable> publish;
    /** By context, which is one object for all phases of one incarnation. */
    private final Map<ModuleContext, Offer> guests = Collections.synchronizedMap(new IdentityHashMap<>());

    private volatile Settings settings;
    private volatile Services services;
    private OwnServices own;
    private HubServer server;
    private Runnable unpublish = () -> {};

    /**
     * Makes the module.
     *
     * @param publish tells others where the hub listens, and returns what takes that back
     */
    GrpcHub(Function<GrpcEndpoint, Runnable> publish) {
        this.publish = publish;
    }

    @Override
    public void init(ModuleContext context) {
        Reading reading = SettingsReader.read(context.rawConfig());
        if (!reading.problems().isEmpty()) {
            throw new ModuleConfigException(
                    context.moduleName(),
                    ModuleConfigException.Kind.INVALID_CONFIG,
                    String.join("; ", reading.problems()),
                    null);
        }
        settings = reading.settings();
    }

    @Override
    public synchronized void start(RunContext run) {
        own = new OwnServices(settings.own());
        services = new Services(settings.limits(), own.names(), own);
        server = new HubServer(settings);
        URI uri = server.start(own.definitions(services::getServices), services);
        unpublish = publish.apply(new Endpoint(uri, services));
        LOG.info("The gRPC hub listens at {}.", uri);
        if (settings.isExposed()) {
            LOG.warn(
                    "The gRPC hub listens at '{}' without TLS: whoever reaches that address can read calls and make them."
                            + " Set 'modules.grpc-hub.config.tls', or leave 'bind' away.",
                    settings.listen().bind());
        }
    }

    @Override
    public synchronized void stop() {
        unpublish.run();
        unpublish = () -> {};
        if (server != null) {
            own.end();
            server.stop();
            server = null;
        }
    }

    @Override
    public void up(PhaseGuest guest) {
        var capability = guest.capability(GrpcServiceCapability.class);
        String module = guest.context().moduleName();
        ClassLoader loader = capability.getClass().getClassLoader();
        guests.put(guest.context(), services.add(module, loader, capability.services()));
    }

    @Override
    public void open(PhaseGuest guest) {
        services.open(guests.get(guest.context()));
    }

    @Override
    public void close(PhaseGuest guest) throws InterruptedException {
        Offer offer = guests.get(guest.context());
        if (offer != null) {
            services.close(offer);
        }
    }

    @Override
    public void down(PhaseGuest guest) {
        Offer offer = guests.remove(guest.context());
        if (offer != null) {
            services.remove(offer);
        }
    }
}
