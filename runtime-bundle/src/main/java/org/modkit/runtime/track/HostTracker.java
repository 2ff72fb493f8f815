// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.Phase;
import org.modkit.runtime.phase.Hosts;
import org.modkit.runtime.plan.Command;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Sees the hosts of phases come and go. The first one of a phase stays; the next takes over when it leaves.
 *
 * <p>Called by the framework on any thread; a host that leaves is held until nobody is in its phase any more.
 */
final class HostTracker extends ServiceTracker<PhaseHost, PhaseHost> {
    private final Map<Phase, List<PhaseHost>> present = new ConcurrentHashMap<>(new EnumMap<>(Phase.class));
    private final Hosts hosts;
    private final Problems problems;
    private final Consumer<Command> loop;
    private final Departure departure;

    HostTracker(BundleContext context, Hosts hosts, Problems problems, Tracking tracking) {
        super(context, PhaseHost.class, null);
        this.hosts = hosts;
        this.problems = problems;
        this.loop = tracking.loop();
        this.departure = tracking.departure();
    }

    @Override
    public PhaseHost addingService(ServiceReference<PhaseHost> service) {
        PhaseHost host = super.addingService(service);
        var phase = phaseOf(service);
        if (phase.isEmpty()) {
            refuse(
                    service,
                    "Bundle " + Definition.show(service.getBundle()) + " registers a phase host for '"
                            + service.getProperty(PhaseHost.PHASE)
                            + "', which is no hosted phase. Set the service property '"
                            + PhaseHost.PHASE + "' to DATABASE, SPAWN, REST or GRPC.");
            return host;
        }
        present.compute(phase.get(), (p, before) -> {
            var now = new ArrayList<PhaseHost>(before == null ? List.of() : before);
            now.add(host);
            if (now.size() == 1) {
                arrives(p, host);
            } else {
                refuse(
                        service,
                        "Bundle " + Definition.show(service.getBundle()) + " registers a second host of phase " + p
                                + ". The first one stays; the second takes over when the first leaves.");
            }
            return now;
        });
        return host;
    }

    private void arrives(Phase phase, PhaseHost host) {
        hosts.put(phase, host);
        loop.accept(new Command.Host(phase, true, () -> {}));
    }

    @Override
    public void removedService(ServiceReference<PhaseHost> service, PhaseHost host) {
        problems.remove(key(service));
        phaseOf(service).ifPresent(phase -> leaves(phase, host, service));
        super.removedService(service, host);
    }

    private void leaves(Phase phase, PhaseHost host, ServiceReference<PhaseHost> service) {
        if (present.getOrDefault(phase, List.of()).indexOf(host) == 0) {
            var empty = new CompletableFuture<Void>();
            loop.accept(new Command.Host(phase, false, () -> empty.complete(null)));
            departure.await(empty, "The host of phase " + phase + " in bundle " + Definition.show(service.getBundle()));
        }
        present.computeIfPresent(phase, (p, before) -> {
            var now = new ArrayList<>(before);
            boolean first = now.indexOf(host) == 0;
            now.remove(host);
            if (first) {
                hosts.remove(phase, host);
                now.stream().findFirst().ifPresent(next -> arrives(p, next));
            }
            return now.isEmpty() ? null : now;
        });
    }

    private void refuse(ServiceReference<?> service, String sentence) {
        if (problems.put(key(service), sentence)) {
            loop.accept(new Command.Refused(sentence));
        }
    }

    private static String key(ServiceReference<?> service) {
        return "host " + service.getProperty(org.osgi.framework.Constants.SERVICE_ID);
    }

    private static Optional<Phase> phaseOf(ServiceReference<?> service) {
        String name = Objects.toString(service.getProperty(PhaseHost.PHASE), "");
        return Stream.of(Phase.values())
                .filter(phase -> phase.hosted() && phase.name().equals(name))
                .findFirst();
    }
}
