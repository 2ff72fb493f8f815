// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.backend.Backend;
import org.modkit.process.render.Configurations;
import org.modkit.process.render.ModuleRuntime;
import org.modkit.process.spawn.SpawnHost;
import org.modkit.process.spawn.Surroundings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * Looks the services up that are around, and tells of their coming. That one has gone shows when it is needed. Any thread may
 * ask.
 */
final class Neighbors implements Surroundings, ServiceListener, AutoCloseable {
    private static final List<Class<?>> TYPES = List.of(GrpcEndpoint.class, Admission.class, DirectoryClient.class);

    /** For proofs, which can't wait for the usual one. */
    private static final String HEARTBEAT = "modkit.child.heartbeat";

    private final BundleContext context;
    private final Supplier<Configurations> configuration;
    private final Published published;
    private final Map<ServiceReference<?>, Registration> listening = new ConcurrentHashMap<>();
    private volatile SpawnHost host;
    private volatile Runnable gate;

    Neighbors(BundleContext context, Supplier<Configurations> configuration) {
        this.context = context;
        this.configuration = configuration;
        this.published = new Published(context);
    }

    /** Begins to tell a host and a gate, also of what is there already. */
    void open(SpawnHost told, Runnable toldToo) {
        host = told;
        gate = toldToo;
        published.open();
        var filter = new StringBuilder("(|");
        TYPES.forEach(type -> filter.append('(')
                .append(Constants.OBJECTCLASS)
                .append('=')
                .append(type.getName())
                .append(')'));
        try {
            context.addServiceListener(this, filter.append(')').toString());
            context.getServiceReferences(DirectoryClient.class, null).forEach(this::listen);
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            Optional.ofNullable(listening.remove(reference)).ifPresent(Registration::close);
            return;
        }
        if (event.getType() == ServiceEvent.REGISTERED) {
            Object service = context.getService(reference);
            if (service instanceof Admission) {
                // Not necessarily this one: the best of them.
                admission().ifPresent(host::admits);
            }
            if (service instanceof DirectoryClient) {
                listen(reference);
            }
        }
        gate.run();
        host.stirred();
    }

    private void listen(ServiceReference<?> reference) {
        if (context.getService(reference) instanceof DirectoryClient directory) {
            Registration registration = directory.listen(() -> host.stirred());
            Optional.ofNullable(listening.put(reference, registration)).ifPresent(Registration::close);
        }
    }

    private <T> Optional<T> best(Class<T> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    @Override
    public Optional<URI> hub() {
        return best(GrpcEndpoint.class).map(GrpcEndpoint::uri);
    }

    @Override
    public Optional<DirectoryClient> directory() {
        return best(DirectoryClient.class);
    }

    @Override
    public Optional<Admission> admission() {
        return best(Admission.class);
    }

    @Override
    public Backend backend() {
        return best(Backend.class)
                .orElseThrow(() -> new IllegalStateException("The bundle of processes is being stopped."));
    }

    @Override
    public Configurations configuration() {
        return configuration.get();
    }

    @Override
    public Optional<String> heartbeat() {
        return Optional.ofNullable(context.getProperty(HEARTBEAT));
    }

    @Override
    public Registration publish(PhaseGuest guest) {
        return published.publish(guest);
    }

    /** Whether a module is configured that needs no hub. */
    boolean needsNoHub() {
        Configurations said = configuration();
        return said.modules().keySet().stream()
                .map(name -> ModuleRuntime.read(name, said, new ArrayList<>()))
                .anyMatch(runtime -> runtime.type() != ModuleRuntime.Type.LOCAL && !runtime.needsHub());
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        listening.values().forEach(Registration::close);
        listening.clear();
        published.close();
    }
}
