// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.runtime.graph.Offer;
import org.modkit.runtime.hub.Hub;
import org.modkit.runtime.plan.Command;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Joins the services of modules into offers, and takes the offers back before the services are gone.
 *
 * <p>Services are joined by bundle and module name. The framework calls on any thread and several at a time; one
 * candidate is changed by one thread at a time, inside {@code ConcurrentHashMap.compute}, which only posts. Waiting is
 * done outside.
 */
public final class ModuleTracker implements ServiceTrackerCustomizer<Object, ServiceReference<?>>, AutoCloseable {
    /** One bundle's module of one name. */
    private record Key(long bundle, String module) {}

    private final AtomicLong ids = new AtomicLong();
    private final Map<Key, Candidate> candidates = new ConcurrentHashMap<>();
    /** Where each service has its place; its properties may have changed when it leaves that. */
    private final Map<ServiceReference<?>, Key> places = new ConcurrentHashMap<>();

    private final BundleContext context;
    private final Hub hub;
    private final Problems problems;
    private final Consumer<Command> loop;
    private final Departure departure;
    private final ServiceTracker<Object, ServiceReference<?>> services;

    /**
     * Creates a tracker that sees nothing yet.
     *
     * @param context the runtime's own
     * @param hub opens a view for every incarnation
     * @param problems takes what is refused
     * @param loop takes commands
     * @param departure waits for what goes away
     */
    ModuleTracker(BundleContext context, Hub hub, Problems problems, Tracking tracking) {
        this.context = context;
        this.hub = hub;
        this.problems = problems;
        this.loop = tracking.loop();
        this.departure = tracking.departure();
        this.services = new ServiceTracker<>(context, filter(context), this);
    }

    private static Filter filter(BundleContext context) {
        String types = Stream.concat(
                        Stream.of(ModkitModule.class.getName()),
                        Stream.of(Capability.values()).map(Capability::type))
                .map(type -> "(" + Constants.OBJECTCLASS + "=" + type + ")")
                .collect(Collectors.joining("", "(|", ")"));
        try {
            return context.createFilter(types);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(types, e);
        }
    }

    /** Begins to see services, those first that are there already; even such as have another class of the same name. */
    void open() {
        services.open(true);
    }

    @Override
    public void close() {
        services.close();
    }

    @Override
    public ServiceReference<?> addingService(ServiceReference<Object> service) {
        add(service);
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<Object> changed, ServiceReference<?> service) {
        // A module is what its properties say; with others it is another one.
        departure.await(remove(service), "Service " + service);
        add(service);
    }

    @Override
    public void removedService(ServiceReference<Object> gone, ServiceReference<?> service) {
        problems.remove(problemOf(service));
        departure.await(remove(service), "The module of service " + service);
    }

    private void add(ServiceReference<?> service) {
        Bundle bundle = service.getBundle();
        if (bundle == null || !isUsable(service)) {
            return;
        }
        var key = keyOf(service);
        places.put(service, key);
        candidates.compute(key, (k, before) -> {
            Candidate now = (before == null ? Candidate.EMPTY : before).with(service);
            return now.leaving() ? now : reoffer(now, new CompletableFuture<>());
        });
    }

    /** A service under a class of the same name that is not ours can't be called; saying so beats ignoring it. */
    private boolean isUsable(ServiceReference<?> service) {
        Bundle self = context.getBundle();
        for (String type : Definition.typesOf(service)) {
            boolean ours = type.equals(ModkitModule.class.getName())
                    || Capability.ofType(type).isPresent();
            if (ours && !service.isAssignableTo(self, type)) {
                refuse(
                        service,
                        "Bundle " + Definition.show(service.getBundle()) + " registers module '"
                                + Definition.moduleOf(service) + "' with a class " + type
                                + " of its own, but the runtime uses that"
                                + " of the bundle org.modkit.api. Import the package instead of embedding it.");
                return false;
            }
        }
        return true;
    }

    /** Takes a service out of its candidate; the result ends when the module made of it is down. */
    private CompletableFuture<Void> remove(ServiceReference<?> service) {
        var gone = new CompletableFuture<Void>();
        Key place = places.remove(service);
        if (place == null) {
            gone.complete(null);
            return gone;
        }
        candidates.computeIfPresent(place, (k, before) -> {
            Candidate now = before.without(service);
            if (now.leaving()) {
                gone.complete(null);
            } else {
                now = reoffer(now, gone);
            }
            return now.isEmpty() ? null : now;
        });
        return gone;
    }

    /**
     * Called before anybody else when a bundle stops: withdraws its modules and waits until they are down.
     *
     * @param bundle the bundle that stops
     */
    void leaving(Bundle bundle) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (Key key : List.copyOf(candidates.keySet())) {
            if (key.bundle() == bundle.getBundleId()) {
                var gone = new CompletableFuture<Void>();
                all.add(gone);
                candidates.computeIfPresent(key, (k, before) -> {
                    withdraw(before, gone);
                    return before.gone();
                });
            }
        }
        if (!all.isEmpty()) {
            departure.await(
                    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)),
                    "Bundle " + Definition.show(bundle));
        }
    }

    private void withdraw(Candidate candidate, CompletableFuture<Void> gone) {
        candidate
                .offer()
                .ifPresentOrElse(
                        offer -> loop.accept(new Command.Withdrawn(offer, () -> gone.complete(null))),
                        () -> gone.complete(null));
    }

    /** Withdraws what was offered, and offers what the candidate is now. */
    private Candidate reoffer(Candidate now, CompletableFuture<Void> gone) {
        withdraw(now, gone);
        var offer = now.cores().isEmpty() ? Optional.<Offer>empty() : read(now);
        offer.ifPresent(o -> loop.accept(new Command.Offered(o)));
        return now.offering(offer);
    }

    private Optional<Offer> read(Candidate candidate) {
        ServiceReference<?> core = candidate.cores().get(0);
        candidate.cores().stream()
                .skip(1)
                .forEach(second -> refuse(
                        second,
                        "Bundle "
                                + Definition.show(second.getBundle()) + " registers two modules named '"
                                + Definition.moduleOf(second)
                                + "'. The first one stays; give the second a name of its own."));
        try {
            Definition definition = Definition.of(core);
            problems.remove(problemOf(core));
            return Optional.of(offer(candidate, definition));
        } catch (Definition.IllegalDefinition e) {
            refuse(core, e.getMessage());
            return Optional.empty();
        }
    }

    private Offer offer(Candidate candidate, Definition definition) {
        ServiceReference<?> core = candidate.cores().get(0);
        Bundle bundle = core.getBundle();
        Version version = bundle.getVersion();
        return new Offer(
                ids.incrementAndGet(),
                definition.name(),
                version,
                definition.needs(),
                candidate.capabilities().keySet(),
                candidate.missing(definition),
                Definition.typesOf(core).contains(ConfigurationListener.class.getName()),
                new BundleRef(bundle.getSymbolicName(), version.toString(), bundle.getBundleId()),
                new ServiceCode(definition.name(), candidate.services(), context, hub));
    }

    private void refuse(ServiceReference<?> service, String sentence) {
        if (problems.put(problemOf(service), sentence)) {
            loop.accept(new Command.Refused(sentence));
        }
    }

    private static String problemOf(ServiceReference<?> service) {
        return "service " + service.getProperty(Constants.SERVICE_ID);
    }

    private static Key keyOf(ServiceReference<?> service) {
        return new Key(service.getBundle().getBundleId(), Definition.moduleOf(service));
    }
}
