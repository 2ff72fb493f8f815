// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.backend.Backend;
import org.modkit.process.render.Configurations;
import org.modkit.process.render.Said;

/** What is around the host of processes in a test. */
final class PlayedSurroundings implements Surroundings {
    final PlayedDirectory directory = new PlayedDirectory();
    final Map<String, Object> configuration = new HashMap<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    volatile Optional<URI> hub = Optional.of(URI.create("http://127.0.0.1:1"));

    private final Backend backend;

    PlayedSurroundings(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Optional<URI> hub() {
        return hub;
    }

    @Override
    public Optional<DirectoryClient> directory() {
        return Optional.of(directory);
    }

    @Override
    public Optional<Admission> admission() {
        return Optional.of(directory);
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public Configurations configuration() {
        return Said.of(configuration);
    }

    @Override
    public Optional<String> heartbeat() {
        return Optional.empty();
    }

    @Override
    public Registration publish(PhaseGuest guest) {
        published.add("publish " + guest.context().moduleName());
        return () -> published.add("withdraw " + guest.context().moduleName());
    }
}
