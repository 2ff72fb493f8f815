// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.InetSocketAddress;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.Phase;
import org.modkit.rest.gateway.config.Reading;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.config.SettingsReader;
import org.modkit.rest.gateway.mount.Mounts;
import org.modkit.rest.gateway.server.ListenException;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts together; the framework calls it. The gateway is the host of its phase for as long as it listens. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GatewayBundle implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayBundle.class);

    private final RuntimeDelegate delegate = new RuntimeDelegateImpl();
    /** Starts and stops the gateway, one after the other, off the threads that bring news. */
    private final ExecutorService turns = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "modkit-rest-gateway");
        thread.setDaemon(true);
        return thread;
    });

    private final Mounts mounts = new Mounts(System::nanoTime);
    private volatile Settings settings = SettingsReader.read(java.util.Map.of()).settings();
    private volatile boolean isStopping;

    private BundleContext context;
    private Configuration configuration;
    private ServiceTracker<ModkitRuntime, ModkitRuntime> runtimes;
    // Of the thread of turns.
    private Reading inForce;
    private Gateway gateway;
    private ServiceRegistration<PhaseHost> host;

    @Override
    public void start(BundleContext started) throws Exception {
        context = started;
        RuntimeDelegate.setInstance(delegate);
        runtimes = new ServiceTracker<>(context, ModkitRuntime.class, null);
        runtimes.open();
        configuration = new Configuration(context, this::look);
        look();
        // Who starts this bundle finds the gateway listening when that is done.
        turns.submit(() -> {}).get();
    }

    private void look() {
        if (!isStopping) {
            turns.execute(this::follow);
        }
    }

    private void follow() {
        if (isStopping || configuration == null) {
            return;
        }
        Reading reading = configuration.read();
        if (reading.equals(inForce)) {
            return;
        }
        end();
        inForce = reading;
        if (!reading.problems().isEmpty()) {
            LOG.error(
                    "The REST gateway does not listen until its configuration is mended. {}",
                    String.join(" ", reading.problems()));
            return;
        }
        settings = reading.settings();
        begin();
    }

    private void begin() {
        var begun = new Gateway(settings, mounts, () -> Optional.ofNullable(runtimes.getService()));
        try {
            InetSocketAddress address = begun.start();
            gateway = begun;
            host = context.registerService(PhaseHost.class, new RestHost(mounts, () -> settings), properties(address));
            LOG.info("The REST gateway listens at {}.", url(address));
        } catch (ListenException e) {
            LOG.error("{}", e.getMessage());
        }
    }

    private static Hashtable<String, Object> properties(InetSocketAddress address) {
        var properties = new Hashtable<String, Object>();
        properties.put(PhaseHost.PHASE, Phase.REST.name());
        properties.put("org.modkit.rest.port", address.getPort());
        properties.put("org.modkit.rest.url", url(address));
        return properties;
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private void end() {
        if (host != null) {
            // The runtime detaches the modules meanwhile, which drains them.
            host.unregister();
            host = null;
        }
        if (gateway != null) {
            gateway.stop();
            gateway = null;
        }
    }

    @Override
    public void stop(BundleContext stopped) throws Exception {
        isStopping = true;
        configuration.close();
        turns.submit(this::end).get();
        turns.shutdown();
        turns.awaitTermination(1, TimeUnit.SECONDS);
        runtimes.close();
        if (RuntimeDelegate.getInstance() == delegate) {
            RuntimeDelegate.setInstance(null);
        }
    }
}
