// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.admission;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.modkit.directory.registry.InstanceKey;

/** What one admitted child may do: ask for everything, and speak for its own instances. Any thread. */
public final class Pass {
    private final Set<InstanceKey> instances;
    private final byte[] hash;
    private boolean isOver;

    Pass(Set<InstanceKey> instances, byte[] hash) {
        this.instances = new TreeSet<>(instances);
        this.hash = hash.clone();
    }

    Set<InstanceKey> instances() {
        return instances;
    }

    boolean isOf(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    /**
     * Tells whether its bearer speaks for an instance.
     *
     * @param instance one that it names
     * @return whether it was admitted as that
     */
    public boolean isFor(InstanceKey instance) {
        return instances.contains(instance);
    }

    /**
     * Does something that must not come after the end of the admission, which waits for it.
     *
     * @param action what to do; short
     * @param <T> what comes of it
     * @return what came of it; nothing if the admission is over
     */
    public synchronized <T> Optional<T> whileAdmitted(Supplier<T> action) {
        return isOver ? Optional.empty() : Optional.of(action.get());
    }

    /** Returns whether it was not over before. */
    synchronized boolean end() {
        boolean wasAdmitted = !isOver;
        isOver = true;
        return wasAdmitted;
    }
}
