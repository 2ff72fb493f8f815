// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.modkit.api.directory.InstanceState;

/**
 * The directory: what is registered, what has been heard of it, and which instance a call goes to. Any thread.
 *
 * <p>Silent instances are dealt with by {@link #sweep}, which somebody has to call now and then. An instance whose turn has
 * come meanwhile is never chosen all the same: {@link #resolve} looks at the time as well.
 */
public final class Registry {
    private final InstanceStore store;
    private final Limits limits;
    private final InstantSource clock;
    private final Consumer<Change> changes;
    private volatile Supplier<List<Instance>> local = List::of;
    // Of different kinds of names, so two rotations.
    private final Rotation modules = new Rotation();
    private final Rotation services = new Rotation();

    /**
     * Makes it.
     *
     * @param store where instances are kept
     * @param limits how long silence is borne
     * @param clock tells the time
     * @param changes hears what becomes of instances, on the thread that makes it so
     */
    public Registry(InstanceStore store, Limits limits, InstantSource clock, Consumer<Change> changes) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Says what runs in this process. Those need no heartbeats, and are not kept in the store: they are asked for whenever
     * they matter.
     *
     * @param instances returns them in the order of their keys
     */
    public void local(Supplier<List<Instance>> instances) {
        local = instances;
    }

    /**
     * Takes an instance, which is REGISTERED from then on. One that is known by its key is taken anew.
     *
     * @param key what tells it apart
     * @param endpoints where its services are reached
     * @param version of the module
     * @throws RefusedException if another module's instance has one of the services, or there is too much already
     */
    // One at a time, so that of two modules which bring the same service at once, one finds that of the other.
    public synchronized void register(InstanceKey key, Map<String, URI> endpoints, Optional<String> version) {
        refuseExcess(key, endpoints);
        refuseForeign(key, endpoints);
        var instance = new Instance(key, new TreeMap<>(endpoints), version, InstanceState.REGISTERED, clock.instant());
        change(key, before -> Optional.of(instance));
    }

    private void refuseExcess(InstanceKey key, Map<String, URI> endpoints) {
        if (endpoints.size() > limits.services()) {
            throw new RefusedException(
                    RefusedException.Reason.FULL,
                    "Instance " + key + " has " + endpoints.size() + " services, but the directory takes "
                            + limits.services() + " of one. Spread them over several modules.");
        }
        if (store.find(key).isEmpty() && store.all().size() >= limits.instances()) {
            throw new RefusedException(
                    RefusedException.Reason.FULL,
                    "The directory has " + limits.instances() + " instances, as many as it takes. Instance " + key
                            + " may try again when others have gone.");
        }
    }

    private void refuseForeign(InstanceKey key, Map<String, URI> endpoints) {
        everywhere()
                .filter(other -> !other.key().module().equals(key.module()))
                .forEach(other -> other.services().keySet().stream()
                        .filter(endpoints::containsKey)
                        .findFirst()
                        .ifPresent(service -> {
                            throw new RefusedException(
                                    RefusedException.Reason.TAKEN,
                                    "Modules '" + other.key().module() + "' and '" + key.module()
                                            + "' both offer gRPC service '" + service + "'. That of '"
                                            + other.key().module()
                                            + "' stays. Give one of them another name, or remove one module.");
                        }));
    }

    /**
     * Hears of an instance. A silent one gets calls again; one that is about to stop goes on with that.
     *
     * @param key the instance
     * @return whether it is known; if not, it has to register again
     */
    public boolean heartbeat(InstanceKey key) {
        return update(key, instance -> heard(instance, InstanceState.HEALTHY));
    }

    /**
     * Takes an instance's, or its keeper's, word that it can be called.
     *
     * @param key the instance
     * @return whether it is known
     */
    public boolean ready(InstanceKey key) {
        return update(key, instance -> heard(instance, InstanceState.READY));
    }

    private Instance heard(Instance instance, InstanceState better) {
        InstanceState state = instance.state();
        Instance heard = instance.heardAt(clock.instant());
        return state == InstanceState.REGISTERED || state == InstanceState.QUARANTINED ? heard.in(better) : heard;
    }

    /**
     * Sends an instance no more calls, because it is about to stop.
     *
     * @param key the instance
     * @return whether it is known
     */
    public boolean drain(InstanceKey key) {
        return update(key, instance -> instance.in(InstanceState.DRAINING));
    }

    /**
     * Forgets an instance.
     *
     * @param key the instance
     * @return whether it was known
     */
    public boolean deregister(InstanceKey key) {
        return change(key, before -> Optional.empty()).isPresent();
    }

    /** Quarantines instances that have been silent for too long, and evicts those that have been so for even longer. */
    public void sweep() {
        for (Instance instance : store.all()) {
            change(instance.key(), before -> before.flatMap(this::swept));
        }
    }

    private Optional<Instance> swept(Instance instance) {
        Duration silence = silence(instance);
        boolean isLost = silence.compareTo(limits.whole()) >= 0;
        return switch (instance.state()) {
            // Two sweeps at least, so that one that was asleep with the whole machine may say that it is back.
            case REGISTERED, READY, HEALTHY ->
                Optional.of(isSilent(instance) ? instance.in(InstanceState.QUARANTINED) : instance);
            // What was to stop and is silent has stopped.
            case QUARANTINED, DRAINING -> isLost ? Optional.empty() : Optional.of(instance);
        };
    }

    private Duration silence(Instance instance) {
        return Duration.between(instance.heard(), clock.instant());
    }

    private boolean isSilent(Instance instance) {
        return silence(instance).compareTo(limits.ttl()) >= 0;
    }

    /**
     * Chooses an instance for calls of a service, one after the other.
     *
     * @param service the service's full name
     * @return where it is reached, if there is one to be called
     */
    public Optional<URI> resolve(String service) {
        return services.next(service, serving(service))
                .map(chosen -> chosen.services().get(service));
    }

    /**
     * Chooses an instance of a module, one after the other.
     *
     * @param module the module's name
     * @return the instance, if there is one to be called
     */
    public Optional<Instance> choose(String module) {
        return modules.next(
                module,
                callable(local.get())
                        .filter(each -> each.key().module().equals(module))
                        .toList());
    }

    /**
     * Returns all that a client may balance between.
     *
     * @param service the service's full name
     * @return instances to be called, in the order of their keys
     */
    public List<Instance> serving(String service) {
        List<Instance> here = local.get();
        // Modules of this process bring services without asking here. Theirs stay theirs.
        Optional<String> owner = here.stream()
                .filter(each -> each.services().containsKey(service))
                .map(each -> each.key().module())
                .findFirst();
        return callable(here)
                .filter(each -> each.services().containsKey(service))
                .filter(each -> owner.isEmpty() || owner.get().equals(each.key().module()))
                .toList();
    }

    private Stream<Instance> callable(List<Instance> here) {
        Instant now = clock.instant();
        Stream<Instance> remote = store.all().stream()
                .filter(each -> Duration.between(each.heard(), now).compareTo(limits.ttl()) < 0);
        return Stream.concat(here.stream(), remote)
                .filter(each -> each.state().isCallable())
                .sorted(Comparator.comparing(Instance::key));
    }

    /**
     * Returns what there is of a module, in whatever state.
     *
     * @param module the module's name
     * @return instances in the order of their keys
     */
    public List<Instance> list(String module) {
        return all().stream().filter(each -> each.key().module().equals(module)).toList();
    }

    /**
     * Returns all there is.
     *
     * @return instances in the order of their keys
     */
    public List<Instance> all() {
        return everywhere().sorted(Comparator.comparing(Instance::key)).toList();
    }

    private Stream<Instance> everywhere() {
        var all = new ArrayList<>(local.get());
        all.addAll(store.all());
        return all.stream();
    }

    /** Returns whether there is such an instance, as far as the decision knows. */
    private boolean update(InstanceKey key, UnaryOperator<Instance> decision) {
        return change(key, before -> before.map(decision)).isPresent();
    }

    /** Decides again whenever somebody was faster. Returns what there was before. */
    private Optional<Instance> change(InstanceKey key, UnaryOperator<Optional<Instance>> decision) {
        while (true) {
            Optional<Instance> before = store.find(key);
            Optional<Instance> after = decision.apply(before);
            if (before.equals(after)) {
                return before;
            }
            if (store.replace(key, before, after)) {
                tell(key, before.map(Instance::state), after.map(Instance::state));
                return before;
            }
        }
    }

    private void tell(InstanceKey key, Optional<InstanceState> before, Optional<InstanceState> after) {
        if (!before.equals(after)) {
            changes.accept(new Change(key, before, after));
        }
    }
}
