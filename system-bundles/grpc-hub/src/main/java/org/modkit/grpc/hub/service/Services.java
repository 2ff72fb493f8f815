// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.modkit.grpc.hub.config.Settings;

/** Everything modules offer, looked up by the server for each call. Modules come and go while it serves. Any thread. */
public final class Services extends HandlerRegistry {
    private final Settings.Limits limits;
    private final Gate.Crowd crowd;
    private final Set<String> own;
    private final Listener listener;
    private final Vacancies vacancies;
    private final ConcurrentSkipListMap<String, Offer> offers = new ConcurrentSkipListMap<>();

    /** Hears of services; called on the thread that changes them. */
    public interface Listener {
        /**
         * A service may be called, or may not.
         *
         * @param service its name
         * @param isServing whether calls are let in
         */
        void told(String service, boolean isServing);

        /**
         * A service has gone.
         *
         * @param service its name
         */
        void gone(String service);
    }

    /**
     * Begins with no services.
     *
     * @param limits what calls may cost
     * @param own names of services that no module can offer
     * @param listener hears of services
     */
    public Services(Settings.Limits limits, Set<String> own, Listener listener) {
        this.limits = limits;
        this.crowd = new Gate.Crowd(new AtomicInteger(), limits.calls());
        this.own = Set.copyOf(own);
        this.listener = listener;
        this.vacancies = new Vacancies(limits.away(), System::nanoTime);
    }

    /**
     * Takes what a module offers. Its services are known from now on, but can't be called yet.
     *
     * @param module its name
     * @param loader its class loader, which its services are called with
     * @param offered bindable services, or definitions of services
     * @return the offer
     * @throws OfferException if one of them is no service, or another module has one of that name; none is taken then
     */
    public Offer add(String module, ClassLoader loader, Collection<?> offered) {
        var calls = new Calls();
        var gate = new Gate(module, loader, calls, crowd);
        var problems = new ArrayList<String>();
        var found = new TreeMap<String, ServerServiceDefinition>();
        for (Object each : offered) {
            ServerServiceDefinition service = definition(each);
            if (service == null) {
                problems.add(stranger(module, each));
            } else if (found.put(name(service), ServerInterceptors.intercept(service, gate)) != null) {
                problems.add("Module '" + module + "' offers gRPC service '" + name(service)
                        + "' twice. Remove one of the two.");
            }
        }
        var offer = new Offer(module, calls, found);
        take(offer, problems);
        found.keySet().forEach(service -> listener.told(service, false));
        return offer;
    }

    private synchronized void take(Offer offer, List<String> problems) {
        for (String service : offer.services().keySet()) {
            Offer other = offers.get(service);
            if (own.contains(service)) {
                problems.add("Module '" + offer.module() + "' offers gRPC service '" + service
                        + "', which the hub serves itself. Remove it.");
            } else if (other != null) {
                problems.add("Modules '" + other.module() + "' and '" + offer.module() + "' both offer gRPC service '"
                        + service + "'. That of '" + other.module()
                        + "' stays. Give one of them another name, or remove one module.");
            }
        }
        if (!problems.isEmpty()) {
            throw new OfferException(problems);
        }
        offer.services().keySet().forEach(service -> {
            offers.put(service, offer);
            vacancies.end(service);
        });
    }

    private static ServerServiceDefinition definition(Object offered) {
        if (offered instanceof BindableService bindable) {
            return bindable.bindService();
        }
        return offered instanceof ServerServiceDefinition definition ? definition : null;
    }

    private static String name(ServerServiceDefinition service) {
        return service.getServiceDescriptor().getName();
    }

    private static String stranger(String module, Object offered) {
        String type = offered == null ? "null" : offered.getClass().getName();
        return "Module '" + module + "' offers '" + type
                + "' as a gRPC service, but it is neither a BindableService nor a"
                + " ServerServiceDefinition of the package 'io.grpc' that the hub uses. Import that package from bundle"
                + " 'org.modkit.grpc' instead of bringing another one.";
    }

    /**
     * Lets calls in.
     *
     * @param offer a module's services
     */
    public void open(Offer offer) {
        offer.calls().open();
        offer.services().keySet().forEach(service -> listener.told(service, true));
    }

    /**
     * Lets no more calls in, and waits for those under way as long as the settings allow. Then it ends them.
     *
     * @param offer a module's services
     * @throws InterruptedException if somebody loses patience sooner; those under way are ended then
     */
    public void close(Offer offer) throws InterruptedException {
        offer.calls().close();
        offer.services().keySet().forEach(service -> listener.told(service, false));
        try {
            offer.calls().awaitNone(limits.drain());
        } finally {
            var status = Status.UNAVAILABLE.withDescription("Module '" + offer.module() + "' has stopped meanwhile.");
            offer.calls().rest().forEach(call -> call.end(status));
        }
    }

    /**
     * Forgets what a module offered.
     *
     * @param offer its services
     */
    public void remove(Offer offer) {
        synchronized (this) {
            offer.services().keySet().forEach(service -> {
                // In this order, because calls come meanwhile.
                vacancies.begin(service, offer.module());
                offers.remove(service, offer);
            });
        }
        offer.services().keySet().forEach(listener::gone);
    }

    /**
     * Returns what can be called now.
     *
     * @return module names by names of services
     */
    public SortedMap<String, String> callable() {
        var callable = new TreeMap<String, String>();
        offers.forEach((service, offer) -> {
            if (offer.calls().isOpen()) {
                callable.put(service, offer.module());
            }
        });
        return callable;
    }

    /** What modules offer now, for reflection. */
    @Override
    public List<ServerServiceDefinition> getServices() {
        var services = new ArrayList<ServerServiceDefinition>();
        offers.forEach((name, offer) -> services.add(offer.services().get(name)));
        return services;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
        String service = MethodDescriptor.extractFullServiceName(method);
        if (service == null) {
            return null;
        }
        Offer offer = offers.get(service);
        return offer == null ? vacancies.answer(service, method) : offer.method(service, method);
    }
}
