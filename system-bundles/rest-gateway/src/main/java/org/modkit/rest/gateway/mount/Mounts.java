// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.Severity;
import org.glassfish.jersey.server.model.ModelValidationException;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModelIssue;
import org.modkit.rest.gateway.bridge.Application;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.route.Declared;

/**
 * All mounts. Changes come on threads of the runtime, several at a time; requests look, and never wait for them.
 *
 * <p>A path belongs to a module from its {@link #prepare} to its {@link #dismantle}. Two incarnations of one module may
 * be there at the same time: the one that opened last answers.
 */
public final class Mounts {
    /** Guards {@link #claims}, and nothing slow. */
    private final ReentrantLock claiming = new ReentrantLock();

    private final Map<String, Claim> claims = new ConcurrentHashMap<>();
    private final Map<String, Mount> open = new ConcurrentHashMap<>();
    private final Map<String, Vacancy> vacancies = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier clock;

    /** A path's owner, and how many incarnations of it are there. */
    private record Claim(String module, int incarnations) {}

    /**
     * Makes an empty collection.
     *
     * @param clock nanoseconds since whenever
     */
    public Mounts(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Tells a parking of each mount that opens.
     *
     * @param parking where requests wait for mounts
     * @return ends that
     */
    public Runnable follow(Parking parking) {
        Consumer<String> listener = parking::opened;
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Builds a module's application, which gets no requests yet.
     *
     * @param module its name
     * @param path where
     * @param resources its resources and providers
     * @param ours what the gateway adds to every application
     * @return the mount
     */
    public Mount prepare(String module, String path, Collection<Object> resources, List<Object> ours) {
        claim(module, path);
        try {
            Set<Class<?>> types = types(resources);
            types.forEach(Declared::check);
            return new Mount(module, path, types, Application.of(resources, ours));
        } catch (RuntimeException | LinkageError e) {
            release(path);
            throw new MountException(
                    "The REST resources of module '" + module + "' can't be mounted: " + finding(e), e);
        }
    }

    /** Of what Jersey finds wrong only the sentences, without what it knows of the classes. */
    private static String finding(Throwable thrown) {
        return thrown instanceof ModelValidationException invalid
                ? invalid.getIssues().stream()
                        .filter(issue -> issue.getSeverity() == Severity.FATAL)
                        .map(ResourceModelIssue::getMessage)
                        .collect(Collectors.joining(" "))
                : thrown.getMessage();
    }

    private static Set<Class<?>> types(Collection<Object> resources) {
        return resources.stream()
                .map(each -> each instanceof Class<?> type ? type : each.getClass())
                .filter(type -> Resource.getPath(type) != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void claim(String module, String path) {
        if (Settings.isOwn(path)) {
            throw new MountException(
                    "Module '" + module + "' can't be mounted at '" + path
                            + "', which the gateway answers itself. Give it another path under 'modules.rest-gateway.config.paths'.",
                    null);
        }
        claiming.lock();
        try {
            Optional<String> holder = claims.keySet().stream()
                    .filter(held -> overlap(held, path))
                    .filter(held ->
                            !held.equals(path) || !claims.get(held).module().equals(module))
                    .findFirst();
            if (holder.isPresent()) {
                throw new MountException(
                        "Module '" + module + "' can't be mounted at '" + path + "', because module '"
                                + claims.get(holder.get()).module() + "' is mounted at '" + holder.get()
                                + "'. Give one of them another path under 'modules.rest-gateway.config.paths'.",
                        null);
            }
            claims.merge(path, new Claim(module, 1), (old, one) -> new Claim(module, old.incarnations() + 1));
        } finally {
            claiming.unlock();
        }
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private void release(String path) {
        claiming.lock();
        try {
            claims.computeIfPresent(
                    path,
                    (same, old) -> old.incarnations() == 1 ? null : new Claim(old.module(), old.incarnations() - 1));
        } finally {
            claiming.unlock();
        }
    }

    /**
     * Lets requests in. An older incarnation at the same path gets none from now on.
     *
     * @param mount a prepared mount
     */
    public void open(Mount mount) {
        mount.open();
        open.put(mount.path(), mount);
        vacancies.remove(mount.path());
        listeners.forEach(listener -> listener.accept(mount.path()));
    }

    /**
     * Lets no more requests in, and waits until those under way have ended.
     *
     * @param mount an opened mount
     * @throws InterruptedException if the time for it is over
     */
    public void close(Mount mount) throws InterruptedException {
        var vacancy = new Vacancy(mount.path(), mount.module(), clock.getAsLong());
        // In one step for whoever looks: there is always either a mount or a vacancy.
        open.computeIfPresent(mount.path(), (path, current) -> {
            if (current != mount) {
                return current;
            }
            vacancies.put(path, vacancy);
            return null;
        });
        mount.close();
    }

    /**
     * Forgets a mount.
     *
     * @param mount a mount that is not open
     */
    public void dismantle(Mount mount) {
        release(mount.path());
        mount.dismantle();
    }

    /**
     * Finds who answers.
     *
     * @param path the path of a request
     * @return the mount
     */
    public Optional<Mount> at(String path) {
        return at(path, open);
    }

    /** The module that has a path and does not answer there, or does not yet. */
    Optional<String> claimedAt(String path) {
        return at(path, claims).map(Claim::module);
    }

    /** Who has answered at a path lately. */
    Optional<Vacancy> vacancyAt(String path) {
        return at(path, vacancies);
    }

    void forget(Vacancy vacancy) {
        vacancies.remove(vacancy.path(), vacancy);
    }

    private static <T> Optional<T> at(String path, Map<String, T> byPath) {
        // None is within another, so the shortest that fits is the only one.
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            T found = byPath.get(path.substring(0, end));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * Returns what is open.
     *
     * @return the mounts at this moment, by path
     */
    public Stream<Mount> open() {
        return open.values().stream().sorted(Comparator.comparing(Mount::path));
    }
}
