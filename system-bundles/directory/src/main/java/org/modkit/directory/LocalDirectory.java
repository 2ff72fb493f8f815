// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.registry.InstanceKey;
import org.modkit.directory.registry.RefusedException;
import org.modkit.directory.registry.Registry;

/** The directory for bundles of this process, which need no admission. */
final class LocalDirectory implements DirectoryClient {
    private final Registry registry;
    private final Changes changes;

    LocalDirectory(Registry registry, Changes changes) {
        this.registry = registry;
        this.changes = changes;
    }

    @Override
    public Optional<URI> resolve(String service) {
        return registry.resolve(service);
    }

    @Override
    public List<ServiceInstance> serving(String service) {
        return registry.serving(service).stream().map(LocalDirectory::shown).toList();
    }

    @Override
    public List<ServiceInstance> instances(String module) {
        return registry.list(module).stream().map(LocalDirectory::shown).toList();
    }

    private static ServiceInstance shown(Instance instance) {
        return new ServiceInstance(
                instance.key().module(),
                instance.key().id(),
                instance.services(),
                instance.version(),
                instance.state());
    }

    @Override
    public void register(String module, UUID id, Map<String, URI> services, Optional<String> version) {
        try {
            registry.register(new InstanceKey(module, id), services, version);
        } catch (RefusedException refusal) {
            throw new DirectoryException(refusal.getMessage(), null);
        }
    }

    @Override
    public boolean heartbeat(String module, UUID id) {
        return registry.heartbeat(new InstanceKey(module, id));
    }

    @Override
    public void deregister(String module, UUID id) {
        registry.deregister(new InstanceKey(module, id));
    }

    @Override
    public Registration listen(Runnable changed) {
        return changes.listen(changed);
    }
}
