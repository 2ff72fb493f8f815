// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Hashtable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientHub;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.ClientScope;
import org.modkit.api.client.Plugin;
import org.modkit.api.client.PluginSelector;
import org.osgi.framework.BundleContext;

/**
 * The hub as one incarnation of one module sees it, and the owner of what that incarnation registered.
 *
 * <p>N.B. {@link #close()} unregisters services and gives others back, which calls code of other bundles: the runtime
 * calls it on a hook thread, after the module's own {@code close()}.
 */
public final class ModuleHub implements ClientHub, AutoCloseable {
    /** A watch and how many handles, selectors and lookups rely on it. */
    private record Shared(Watch watch, int users) {}

    private final Hub hub;
    private final String module;
    private final BundleContext context;
    private final ConcurrentLinkedDeque<Entry> entries = new ConcurrentLinkedDeque<>();
    private final ConcurrentHashMap<Key, Shared> watches = new ConcurrentHashMap<>();
    /** Keys under which a lookup took a plain service into use; it stays in use until the view is closed. */
    private final Set<Key> lookedUp = ConcurrentHashMap.newKeySet();

    /** Written once by {@link #close()}, on whatever thread that is called. */
    private volatile boolean closed;

    ModuleHub(Hub hub, String module, BundleContext context) {
        this.hub = hub;
        this.module = Objects.requireNonNull(module, "module is null");
        this.context = context;
    }

    @Override
    public <T> Registration register(Class<T> type, T client) {
        return register(Key.of(type), null, client);
    }

    @Override
    public <T> Registration register(Class<T> type, ClientScope scope, T client) {
        return register(Key.of(type, scope), null, client);
    }

    @Override
    public <T> Registration register(Class<T> type, Plugin plugin, T client) {
        return register(Key.of(type, plugin.scope()), plugin, client);
    }

    private Registration register(Key key, Plugin plugin, Object client) {
        Objects.requireNonNull(client, "client is null");
        requireOpen();
        if (!key.type().isInstance(client)) {
            throw new IllegalArgumentException("A client of type '" + key.typeName() + "' must implement it, but '"
                    + client.getClass().getName() + "' of module '" + module + "' does not.");
        }
        // The service first: if the framework refuses it, nobody has seen the entry.
        var entry = new Entry(
                key, client, plugin, context.registerService(key.typeName(), client, properties(key, plugin)));
        entries.add(entry);
        hub.add(entry);
        if (closed) {
            withdraw(entry);
            throw closedException();
        }
        return () -> withdraw(entry);
    }

    private Hashtable<String, Object> properties(Key key, Plugin plugin) {
        var properties = new Hashtable<String, Object>();
        properties.put(PlainServices.CLIENT, true);
        properties.put(PlainServices.OWNER, module);
        key.scopeIfAny().ifPresent(scope -> properties.put(PlainServices.SCOPE, scope));
        if (plugin != null) {
            properties.put(PlainServices.PLUGIN_ID, plugin.id());
            properties.put(PlainServices.PLUGIN_VENDOR, plugin.vendor());
            properties.put(PlainServices.PLUGIN_PRIORITY, plugin.priority());
        }
        return properties;
    }

    private void withdraw(Entry entry) {
        if (entries.remove(entry)) {
            hub.remove(entry);
            entry.unregister();
        }
    }

    @Override
    public <T> T get(Class<T> type) {
        return get(type, Key.of(type));
    }

    @Override
    public <T> T get(Class<T> type, ClientScope scope) {
        return get(type, Key.of(type, scope));
    }

    private <T> T get(Class<T> type, Key key) {
        Object client = current(key);
        if (client == null) {
            throw notFound(key);
        }
        return type.cast(client);
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(current(Key.of(type))));
    }

    @Override
    public <T> Optional<T> find(Class<T> type, ClientScope scope) {
        return Optional.ofNullable(type.cast(current(Key.of(type, scope))));
    }

    private Object current(Key key) {
        requireOpen();
        Entry top = hub.top(key);
        return top != null ? top.client() : plain(key);
    }

    /** Looks for a plain service, and keeps it in use once one is found, so that the next lookup is a map's. */
    private Object plain(Key key) {
        Shared shared = watches.get(key);
        Object known = shared == null ? null : shared.watch().now().client();
        if (known != null) {
            return known;
        }
        Object client = use(key).settle().client();
        if (client == null || !lookedUp.add(key)) {
            release(key);
        }
        return client;
    }

    @Override
    public <T> ClientHandle<T> handle(Class<T> type) {
        return new Handle<>(this, use(Key.of(type)));
    }

    @Override
    public <T> ClientHandle<T> handle(Class<T> type, ClientScope scope) {
        return new Handle<>(this, use(Key.of(type, scope)));
    }

    @Override
    public <T> PluginSelector<T> selector(Class<T> type, String vendor) {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(vendor, "vendor is null");
        requireOpen();
        return new Selector<>(type, new Plugins(hub, type, vendor, context), this);
    }

    @Override
    public int size() {
        return hub.size();
    }

    /** Returns the watch of a key for one more user; every call is matched by one of {@link #release}. */
    Watch use(Key key) {
        requireOpen();
        var isNew = new boolean[1];
        Watch watch = watches.compute(key, (same, shared) -> {
                    if (shared != null) {
                        return new Shared(shared.watch(), shared.users() + 1);
                    }
                    isNew[0] = true;
                    var first = new Watch(key, context);
                    hub.add(first);
                    return new Shared(first, 1);
                })
                .watch();
        if (isNew[0]) {
            watch.open();
        }
        if (closed) {
            release(key);
            throw closedException();
        }
        return watch;
    }

    void release(Key key) {
        var last = new Watch[1];
        watches.computeIfPresent(key, (same, shared) -> {
            if (shared.users() > 1) {
                return new Shared(shared.watch(), shared.users() - 1);
            }
            last[0] = shared.watch();
            return null;
        });
        if (last[0] != null) {
            discard(last[0]);
        }
    }

    private void discard(Watch watch) {
        hub.remove(watch);
        watch.close();
    }

    ClientNotFoundException notFound(Key key) {
        return new ClientNotFoundException(
                key.typeName(), key.scope(), new Hint(hub, key, new PlainServices(key.type(), context)).of(module));
    }

    /**
     * Takes back everything this view registered, last first, and closes its handles and selectors.
     *
     * <p>Does nothing the second time. Afterwards every other method says that the view is closed.
     */
    @Override
    public void close() {
        closed = true;
        for (Entry entry = entries.pollLast(); entry != null; entry = entries.pollLast()) {
            hub.remove(entry);
            entry.unregister();
        }
        for (Key key : watches.keySet()) {
            Shared shared = watches.remove(key);
            if (shared != null) {
                discard(shared.watch());
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("Module '" + module
                + "' used its client hub after it was closed. Use the hub between 'init' and 'close' only.");
    }
}
