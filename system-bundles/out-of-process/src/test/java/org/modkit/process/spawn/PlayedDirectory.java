// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.directory.ServiceInstance;

/** A directory that knows what a test says, and who was let in. */
public final class PlayedDirectory implements DirectoryClient, Admission {
    /** Tokens of those that are let in. */
    public final Map<UUID, String> admitted = new ConcurrentHashMap<>();
    /** All tokens there ever were. */
    public final List<String> tokens = new CopyOnWriteArrayList<>();

    private final Map<UUID, InstanceState> states = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean isEager;

    /** From now on whoever is let in can be called at once. */
    public PlayedDirectory eager() {
        isEager = true;
        return this;
    }

    /** Says how an instance is. */
    public void is(UUID id, InstanceState state) {
        states.put(id, state);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Registration admit(Set<String> modules, UUID id, String token) {
        admitted.put(id, token);
        tokens.add(token);
        if (isEager) {
            states.put(id, InstanceState.READY);
        }
        return () -> {
            admitted.remove(id);
            states.remove(id);
        };
    }

    @Override
    public List<ServiceInstance> instances(String module) {
        return states.entrySet().stream()
                .map(entry -> new ServiceInstance(
                        module,
                        entry.getKey(),
                        new TreeMap<>(Map.of("acme.Calc", URI.create("http://127.0.0.1:9"))),
                        Optional.empty(),
                        entry.getValue()))
                .toList();
    }

    @Override
    public Registration listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public Optional<URI> resolve(String service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ServiceInstance> serving(String service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void register(String module, UUID id, Map<String, URI> services, Optional<String> version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean heartbeat(String module, UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deregister(String module, UUID id) {
        throw new UnsupportedOperationException();
    }
}
