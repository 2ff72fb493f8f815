// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import java.util.Optional;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.grpc.client.enroll.Claim;
import org.modkit.grpc.client.enroll.Enrollment;
import org.modkit.grpc.client.wire.RemoteDirectory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** What a process does that another one started: asks the directory of that one, and is in it. */
final class Membership implements AutoCloseable {
    private final BundleContext context;
    private final Child child;
    private final RemoteDirectory directory;
    private final Enrollment enrollment;
    private final ServiceTracker<ModkitRuntime, ModkitRuntime> runtimes;
    private final ServiceTracker<GrpcEndpoint, GrpcEndpoint> hubs;
    private ServiceRegistration<?> service;
    private ServiceRegistration<?> journal;

    Membership(BundleContext context, Child child, Machinery machinery) {
        this.context = context;
        this.child = child;
        directory =
                RemoteDirectory.at(child.directory(), machinery.transport(), machinery.callbacks(), machinery.worker());
        enrollment = new Enrollment(child.module(), child.instance(), directory, this::claim, child.heartbeat());
        runtimes = new ServiceTracker<>(context, ModkitRuntime.class, null);
        // That it goes the journal may tell too late; that it came to something it does tell.
        hubs = new ServiceTracker<>(context, GrpcEndpoint.class, null) {
            @Override
            public void removedService(ServiceReference<GrpcEndpoint> reference, GrpcEndpoint hub) {
                enrollment.look();
                super.removedService(reference, hub);
            }
        };
    }

    void begin() {
        runtimes.open();
        hubs.open();
        service = context.registerService(DirectoryClient.class, directory, null);
        enrollment.begin();
        journal = context.registerService(JournalListener.class, entry -> enrollment.look(), null);
    }

    private Optional<Claim> claim() {
        return Optional.ofNullable(runtimes.getService())
                .flatMap(runtime -> Claim.of(child.module(), runtime, Optional.ofNullable(hubs.getService())));
    }

    @Override
    public void close() {
        journal.unregister();
        enrollment.close();
        service.unregister();
        hubs.close();
        runtimes.close();
        directory.close();
    }
}
