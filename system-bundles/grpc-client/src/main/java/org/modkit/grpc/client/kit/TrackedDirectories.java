// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.grpc.client.channel.Directories;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The directories of the service registry; of several, the one that OSGi ranks highest. */
final class TrackedDirectories extends ServiceTracker<DirectoryClient, DirectoryClient> implements Directories {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** A map of our own, since a tracker tells of a service before it returns it. */
    private final NavigableMap<ServiceReference<DirectoryClient>, DirectoryClient> found =
            new ConcurrentSkipListMap<>();

    TrackedDirectories(BundleContext context) {
        super(context, DirectoryClient.class, null);
    }

    @Override
    public DirectoryClient addingService(ServiceReference<DirectoryClient> reference) {
        DirectoryClient directory = super.addingService(reference);
        if (directory != null) {
            found.put(reference, directory);
            listeners.forEach(Runnable::run);
        }
        return directory;
    }

    @Override
    public void removedService(ServiceReference<DirectoryClient> reference, DirectoryClient directory) {
        found.remove(reference);
        listeners.forEach(Runnable::run);
        super.removedService(reference, directory);
    }

    @Override
    public Optional<DirectoryClient> current() {
        return Optional.ofNullable(found.lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public Registration listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }
}
