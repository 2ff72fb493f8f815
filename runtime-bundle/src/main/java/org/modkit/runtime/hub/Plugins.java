// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The plugins of one type and vendor, from the hub and from the service registry. Holds no state. */
final class Plugins {
    /** A plugin and what decides on it: its priority, then when it was registered. */
    record Candidate(Key key, int priority, long order) {}

    private final Hub hub;
    private final Class<?> type;
    private final String vendor;
    private final PlainServices services;

    Plugins(Hub hub, Class<?> type, String vendor, BundleContext context) {
        this.hub = hub;
        this.type = type;
        this.vendor = vendor;
        this.services = new PlainServices(type, context);
    }

    /** All candidates, the most eager first. */
    List<Candidate> inOrder() {
        return Stream.concat(registered(), published())
                .sorted(Comparator.comparingInt(Candidate::priority).thenComparingLong(Candidate::order))
                .toList();
    }

    private Stream<Candidate> registered() {
        return hub.tops().stream()
                .filter(entry -> entry.key().type() == type)
                .flatMap(entry -> entry.plugin().stream()
                        .filter(plugin -> plugin.vendor().equals(vendor))
                        .map(plugin -> new Candidate(entry.key(), plugin.priority(), entry.order())));
    }

    /** Of several services with one plugin id only the best counts, since that is the one its scope leads to. */
    private Stream<Candidate> published() {
        Map<String, ServiceReference<?>> byId = new HashMap<>();
        services.plugins().sorted().forEach(reference -> {
            Object id = reference.getProperty(PlainServices.PLUGIN_ID);
            if (id != null) {
                byId.put(id.toString(), reference);
            } else if (isOurs(reference)) {
                hub.tell(fault(reference, PlainServices.PLUGIN_ID, "name the plugin", null));
            }
        });
        return byId.entrySet().stream()
                .filter(each -> isOurs(each.getValue()))
                .flatMap(each -> candidate(each.getKey(), each.getValue()).stream());
    }

    private boolean isOurs(ServiceReference<?> reference) {
        return vendor.equals(String.valueOf(reference.getProperty(PlainServices.PLUGIN_VENDOR)));
    }

    private Optional<Candidate> candidate(String id, ServiceReference<?> reference) {
        Key key = Key.of(type, ClientScope.gts(id));
        if (hub.top(key) != null) {
            return Optional.empty();
        }
        Object found = reference.getProperty(PlainServices.PLUGIN_PRIORITY);
        try {
            int priority = Short.parseShort(String.valueOf(found).strip());
            return Optional.of(new Candidate(key, priority, order(reference)));
        } catch (NumberFormatException malformed) {
            hub.tell(fault(
                    reference,
                    PlainServices.PLUGIN_PRIORITY,
                    "be a whole number from " + Short.MIN_VALUE + " to " + Short.MAX_VALUE,
                    found));
            return Optional.empty();
        }
    }

    private static long order(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private String fault(ServiceReference<?> reference, String property, String expectation, Object found) {
        return "Property '" + property + "' of service " + order(reference) + " ('" + type.getName() + "') of bundle "
                + Hint.name(reference.getBundle()) + " must " + expectation + ", but is "
                + (found == null ? "absent" : "'" + found + "'")
                + ". Vendor '" + vendor + "' is chosen from without it; correct the property.";
    }

    ClientNotFoundException notFound() {
        var others = new TreeSet<String>();
        hub.tops().stream()
                .filter(entry -> entry.key().type() == type)
                .forEach(entry -> entry.plugin().ifPresent(plugin -> others.add("'" + plugin.vendor() + "'")));
        services.plugins()
                .forEach(reference -> others.add("'" + reference.getProperty(PlainServices.PLUGIN_VENDOR) + "'"));
        others.remove("'" + vendor + "'");
        return new ClientNotFoundException(
                type.getName(),
                null,
                "Vendor '" + vendor + "' offers no usable plugin of it"
                        + (others.isEmpty()
                                ? "; install the module that does."
                                : ", but others do: " + String.join(", ", others)
                                        + ". Install that vendor's module or choose another vendor."));
    }
}
