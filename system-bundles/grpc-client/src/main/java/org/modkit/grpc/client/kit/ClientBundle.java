// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.modkit.grpc.client.GrpcChannels;
import org.modkit.grpc.client.RemoteClients;
import org.modkit.grpc.client.channel.Channels;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers the channels and the clients; in a process that another one started, also that one's directory. The framework
 * calls it.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ClientBundle implements BundleActivator {
    private Machinery machinery;
    private TrackedDirectories directories;
    private Channels channels;
    private ServiceRegistration<?> shared;
    private ServiceRegistration<?> clients;
    private Optional<Membership> membership = Optional.empty();

    @Override
    public void start(BundleContext context) {
        UnaryOperator<String> properties = context::getProperty;
        Optional<Child> child = Child.of(properties);
        machinery = new Machinery(Child.trust(properties));
        directories = new TrackedDirectories(context);
        directories.open();
        channels = new Channels(machinery.transport(), machinery.callbacks(), directories, machinery.worker());
        shared = context.registerService(GrpcChannels.class, channels, null);
        clients = context.registerService(RemoteClients.class, new Publications(context, channels), null);
        membership = child.map(told -> new Membership(context, told, machinery));
        membership.ifPresent(Membership::begin);
    }

    @Override
    public void stop(BundleContext context) {
        membership.ifPresent(Membership::close);
        clients.unregister();
        shared.unregister();
        channels.close();
        directories.close();
        machinery.close();
    }
}
