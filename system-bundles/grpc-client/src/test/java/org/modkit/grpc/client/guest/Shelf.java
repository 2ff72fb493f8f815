// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.guest;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.grpc.client.channel.Directories;

/** A place for one directory, which comes and goes. */
public final class Shelf implements Directories {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile DirectoryClient directory;

    public void put(DirectoryClient next) {
        directory = next;
        listeners.forEach(Runnable::run);
    }

    @Override
    public Optional<DirectoryClient> current() {
        return Optional.ofNullable(directory);
    }

    @Override
    public Registration listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }
}
