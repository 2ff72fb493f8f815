// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleConfigException;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.rest.RestEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.bridge.LoaderScope;
import org.modkit.rest.gateway.config.Reading;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.config.SettingsReader;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.mount.Mounts;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a module: it reads its configuration in init, listens from start to stop, and says where. */
@ModuleDefinition(name = GatewayModule.NAME)
final class GatewayModule implements ModkitModule, RunnableCapability {
    static final String NAME = "rest-gateway";

    private static final Logger LOG = LoggerFactory.getLogger(GatewayModule.class);

    private record Endpoint(URI uri) implements RestEndpoint {}

    private final BundleContext bundle;
    private final Mounts mounts;
    private final Supplier<Optional<ModkitRuntime>> runtime;
    private final Supplier<List<RequestListener>> listeners;
    private volatile Plugins plugins = Plugins.NONE;
    private volatile Settings settings = SettingsReader.read(Map.of()).settings();
    private Gateway gateway;
    private ServiceRegistration<RestEndpoint> endpoint;

    GatewayModule(
            BundleContext bundle,
            Mounts mounts,
            Supplier<Optional<ModkitRuntime>> runtime,
            Supplier<List<RequestListener>> listeners) {
        this.bundle = bundle;
        this.mounts = mounts;
        this.runtime = runtime;
        this.listeners = listeners;
    }

    Settings settings() {
        return settings;
    }

    /** Always those of this incarnation. */
    Plugins plugins() {
        return Plugins.following(() -> plugins);
    }

    @Override
    public void init(ModuleContext context) {
        Reading reading = SettingsReader.read(context.rawConfig());
        if (!reading.problems().isEmpty()) {
            String finding = String.join("; ", reading.problems());
            throw new ModuleConfigException(NAME, ModuleConfigException.Kind.INVALID_CONFIG, finding, null);
        }
        settings = reading.settings().in(home());
        plugins = Plugins.in(context.clients(), listeners);
    }

    /** Of the container, which names its own folder, of Karaf, or of the process. */
    private Path home() {
        String home = bundle.getProperty("modkit.home");
        String karaf = bundle.getProperty("karaf.base");
        return Path.of(home != null ? home : karaf != null ? karaf : "").toAbsolutePath();
    }

    @Override
    public void close() {
        plugins = Plugins.NONE;
    }

    @Override
    public void start(RunContext run) {
        URI uri = begin();
        LOG.info("The REST gateway listens at {}.", uri);
        settings.listen().socket().ifPresent(path -> LOG.info("The REST gateway listens at '{}' as well.", path));
        endpoint = bundle.registerService(RestEndpoint.class, new Endpoint(uri), null);
    }

    /** Jetty finds parts of itself by the thread's class loader, once and for all; without them HTTP/2 fails. */
    private URI begin() {
        return LoaderScope.within(GatewayModule.class.getClassLoader(), () -> {
            var begun = new Gateway(settings, mounts, runtime, plugins());
            URI uri = begun.start();
            gateway = begun;
            return uri;
        });
    }

    @Override
    public void stop() {
        if (endpoint != null) {
            endpoint.unregister();
            endpoint = null;
        }
        if (gateway != null) {
            gateway.stop();
            gateway = null;
        }
    }
}
