// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.guest;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.directory.ServiceInstance;

/** A directory in which a test writes. It remembers what it was told, in order. */
public final class Book implements DirectoryClient {
    public static final String SERVICE = "acme.v1.Sums";

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile List<ServiceInstance> instances = List.of();
    private volatile String outage = "";
    private volatile boolean isForgetful;

    /** Names the instances of the service, and tells those who listen. */
    public void write(URI... endpoints) {
        rewrite(endpoints);
        listeners.forEach(Runnable::run);
    }

    /** Names the instances of the service, and tells nobody. */
    public void rewrite(URI... endpoints) {
        instances = Arrays.stream(endpoints).map(Book::instance).toList();
    }

    private static ServiceInstance instance(URI endpoint) {
        SortedMap<String, URI> services = new TreeMap<>(Map.of(SERVICE, endpoint));
        return new ServiceInstance("sums", UUID.randomUUID(), services, Optional.empty(), InstanceState.HEALTHY);
    }

    /** Can't be asked from now on, or again if there is no reason. */
    public void outage(String reason) {
        outage = reason;
        listeners.forEach(Runnable::run);
    }

    /** Does not know the next instance that says it is alive. */
    public void forget() {
        isForgetful = true;
    }

    public BlockingQueue<String> told() {
        return told;
    }

    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    private void check() {
        String reason = outage;
        if (!reason.isEmpty()) {
            told.add("refused");
            throw new DirectoryException(reason, null);
        }
    }

    @Override
    public Optional<URI> resolve(String service) {
        return serving(service).stream()
                .map(each -> each.services().get(service))
                .findFirst();
    }

    @Override
    public List<ServiceInstance> serving(String service) {
        check();
        return SERVICE.equals(service) ? instances : List.of();
    }

    @Override
    public List<ServiceInstance> instances(String module) {
        check();
        return instances;
    }

    @Override
    public void register(String module, UUID id, Map<String, URI> services, Optional<String> version) {
        check();
        told.add("register " + module + " " + id + " " + services + " " + version.orElse("-"));
    }

    @Override
    public boolean heartbeat(String module, UUID id) {
        check();
        boolean isKnown = !isForgetful;
        isForgetful = false;
        told.add("heartbeat " + module + " " + id);
        return isKnown;
    }

    @Override
    public void deregister(String module, UUID id) {
        check();
        told.add("deregister " + module + " " + id);
    }

    @Override
    public Registration listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }
}
