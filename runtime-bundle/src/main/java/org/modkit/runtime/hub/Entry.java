// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Optional;
import org.modkit.api.client.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** One client that a module registered. Compared by identity: each registration is an entry of its own. */
final class Entry {
    private final Key key;
    private final Object client;
    private final Plugin plugin;
    private final Bundle bundle;
    private final ServiceRegistration<?> service;
    private final long order;

    Entry(Key key, Object client, Plugin plugin, ServiceRegistration<?> service) {
        this.key = key;
        this.client = client;
        this.plugin = plugin;
        this.service = service;
        this.bundle = service.getReference().getBundle();
        this.order = (Long) service.getReference().getProperty(Constants.SERVICE_ID);
    }

    Key key() {
        return key;
    }

    Object client() {
        return client;
    }

    Optional<Plugin> plugin() {
        return Optional.ofNullable(plugin);
    }

    Bundle bundle() {
        return bundle;
    }

    /** The service id, which grows with every registration of anybody. */
    long order() {
        return order;
    }

    void unregister() {
        try {
            service.unregister();
        } catch (IllegalStateException gone) {
            // The framework was faster: it unregisters the services of a bundle that stops.
        }
    }
}
