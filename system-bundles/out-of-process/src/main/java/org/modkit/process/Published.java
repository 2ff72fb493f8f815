// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has clients of modules published that run elsewhere, as long as there is a bundle that makes such; programs without gRPC do
 * without. Any thread may call it.
 */
final class Published implements ServiceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Published.class);
    private static final String PACKAGE = "org.modkit.grpc.client";
    private static final String MAKER = PACKAGE + ".RemoteClients";

    private final BundleContext context;
    private final Map<PhaseGuest, Optional<Registration>> guests = new ConcurrentHashMap<>();

    Published(BundleContext context) {
        this.context = context;
    }

    void open() {
        boolean isWired = context.getBundle().adapt(BundleWiring.class).getRequiredWires("osgi.wiring.package").stream()
                .anyMatch(wire ->
                        PACKAGE.equals(wire.getCapability().getAttributes().get("osgi.wiring.package")));
        if (!isWired) {
            LOG.debug("There is no package '{}', so modules that run elsewhere get no clients", PACKAGE);
            return;
        }
        try {
            context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + MAKER + ")");
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The clients of a guest come as soon as somebody makes them. */
    Registration publish(PhaseGuest guest) {
        guests.put(guest, Optional.empty());
        renew(guest);
        return () -> close(guests.remove(guest));
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            guests.keySet().forEach(this::renew);
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            guests.replaceAll((guest, before) -> {
                close(before);
                return Optional.empty();
            });
        }
    }

    private void renew(PhaseGuest guest) {
        guests.computeIfPresent(guest, (same, before) -> before.isPresent() ? before : made(guest));
    }

    private Optional<Registration> made(PhaseGuest guest) {
        ServiceReference<?> reference = context.getServiceReference(MAKER);
        Object maker = reference == null ? null : context.getService(reference);
        return maker == null ? Optional.empty() : Optional.of(RemoteClientsLink.publish(maker, guest));
    }

    // Also for what is no longer there.
    private static void close(Optional<Registration> clients) {
        if (clients != null) {
            clients.ifPresent(Registration::close);
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        guests.replaceAll((guest, before) -> {
            close(before);
            return Optional.empty();
        });
    }
}
