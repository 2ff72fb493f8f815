// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps instances for as long as this process lives. Those that outlive it register again with the next one. */
public final class InMemoryStore implements InstanceStore {
    private final ConcurrentSkipListMap<InstanceKey, Instance> instances = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Instance> find(InstanceKey key) {
        return Optional.ofNullable(instances.get(key));
    }

    @Override
    public boolean replace(InstanceKey key, Optional<Instance> expected, Optional<Instance> next) {
        if (expected.isEmpty()) {
            return next.isEmpty() ? !instances.containsKey(key) : instances.putIfAbsent(key, next.get()) == null;
        }
        return next.isEmpty()
                ? instances.remove(key, expected.get())
                : instances.replace(key, expected.get(), next.get());
    }

    @Override
    public List<Instance> all() {
        return List.copyOf(instances.values());
    }
}
