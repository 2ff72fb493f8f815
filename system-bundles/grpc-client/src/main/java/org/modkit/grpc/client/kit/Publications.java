// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.client.GrpcChannels;
import org.modkit.grpc.client.RemoteClient;
import org.modkit.grpc.client.RemoteClients;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the services of type {@link RemoteClient} into clients, for each module that runs elsewhere. */
final class Publications implements RemoteClients {
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private final BundleContext bundle;
    private final GrpcChannels channels;

    Publications(BundleContext bundle, GrpcChannels channels) {
        this.bundle = bundle;
        this.channels = channels;
    }

    @Override
    public Registration publish(PhaseGuest guest) {
        var publication = new Publication(bundle, channels, guest);
        publication.open();
        return publication::close;
    }

    private static Filter of(String module) {
        try {
            // Names of modules have nothing in them that means something in a filter.
            return FrameworkUtil.createFilter("(&(objectClass=" + RemoteClient.class.getName() + ")("
                    + RemoteClient.MODULE + "=" + module + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("'" + module + "' is no name of a module.", e);
        }
    }

    /** The clients of one incarnation of one module. The framework calls it on threads of whoever registers services. */
    @SuppressWarnings("rawtypes")
    private static final class Publication extends ServiceTracker<RemoteClient, Registration> {
        private final GrpcChannels channels;
        private final PhaseGuest guest;

        Publication(BundleContext bundle, GrpcChannels channels, PhaseGuest guest) {
            super(bundle, of(guest.context().moduleName()), null);
            this.channels = channels;
            this.guest = guest;
        }

        @Override
        public Registration addingService(ServiceReference<RemoteClient> reference) {
            RemoteClient<?> offered = context.getService(reference);
            if (offered == null) {
                return null;
            }
            try {
                return published(offered);
            } catch (RuntimeException | LinkageError e) {
                LOG.error(
                        "Bundle '{}' offers a client of module '{}', but it can't be made. Others don't find it.",
                        reference.getBundle().getSymbolicName(),
                        guest.context().moduleName(),
                        e);
                context.ungetService(reference);
                return null;
            }
        }

        private <T> Registration published(RemoteClient<T> offered) {
            T client = offered.connect(channels.channel(offered.service()));
            return guest.context().clients().register(offered.type(), client);
        }

        @Override
        public void removedService(ServiceReference<RemoteClient> reference, Registration published) {
            published.close();
            context.ungetService(reference);
        }
    }
}
