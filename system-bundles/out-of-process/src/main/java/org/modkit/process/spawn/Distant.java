// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.render.ModuleRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A module that others start: it is only waited for, and looked at. In a child such is every module that is out of process in
 * the host. Threads of others post; its own decides.
 */
final class Distant implements Elsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(Distant.class);

    private final PhaseGuest guest;
    private final String module;
    private final ModuleRuntime runtime;
    private final Surroundings surroundings;
    private final Turns turns;
    private final Arrival arrival = new Arrival();
    private final AtomicBoolean isStirred = new AtomicBoolean();

    // These belong to its thread.
    private Optional<Registration> clients = Optional.empty();
    private boolean isOver;

    Distant(PhaseGuest guest, ModuleRuntime runtime, Surroundings surroundings, Turns turns) {
        this.guest = guest;
        this.module = guest.context().moduleName();
        this.runtime = runtime;
        this.surroundings = surroundings;
        this.turns = turns;
    }

    @Override
    public void up() throws InterruptedException {
        stirred();
        turns.after(runtime.readyWithin(), () -> {
            look();
            arrival.failed(module, Words.notFound(module, runtime.readyWithin()));
        });
        arrival.await(guest.context().cancellation());
    }

    @Override
    public void down() throws InterruptedException {
        var over = new CompletableFuture<Void>();
        turns.post(() -> {
            isOver = true;
            clients.ifPresent(Registration::close);
            turns.close();
            over.complete(null);
        });
        try {
            over.get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void stirred() {
        if (isStirred.compareAndSet(false, true)) {
            turns.post(() -> {
                isStirred.set(false);
                look();
            });
        }
    }

    private void look() {
        if (isOver) {
            return;
        }
        Optional<DirectoryClient> directory = surroundings.directory();
        try {
            List<ServiceInstance> callable = directory.isEmpty()
                    ? List.of()
                    : directory.get().instances(module).stream()
                            .filter(each -> each.state().isCallable())
                            .toList();
            tell(callable);
        } catch (DirectoryException e) {
            LOG.debug("The directory can't be asked for instances of '{}'", module, e);
        }
    }

    private void tell(List<ServiceInstance> callable) {
        guest.runsIn(callable.stream().map(Distant::place).collect(Collectors.joining("; ")));
        if (!callable.isEmpty() && arrival.isOpen()) {
            clients = Optional.of(surroundings.publish(guest));
            arrival.reached();
        }
        guest.trouble(callable.isEmpty() && !arrival.isOpen() ? Words.allGone(module) : "");
    }

    private static String place(ServiceInstance instance) {
        return "instance " + instance.id()
                + instance.services().values().stream()
                        .map(Object::toString)
                        .distinct()
                        .sorted()
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), at -> at.isEmpty() ? "" : " at " + at));
    }
}
