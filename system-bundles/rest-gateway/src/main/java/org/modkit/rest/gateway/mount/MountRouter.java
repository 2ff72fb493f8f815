// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.bridge.Application;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;

/** Takes each request to the module that answers at its path. */
public final class MountRouter extends Handler.Abstract {
    private final Mounts mounts;
    private final Application.Budget budget;
    private final Parking parking;

    /**
     * Makes it.
     *
     * @param mounts who answers where
     * @param budget what a request may cost
     * @param parking where requests wait for a module that is being replaced
     */
    public MountRouter(Mounts mounts, Application.Budget budget, Parking parking) {
        this.mounts = mounts;
        this.budget = budget;
        this.parking = parking;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/") || hasDots(path)) {
            ProblemAnswer.write(
                    request,
                    response,
                    callback,
                    Problem.of(
                            HttpStatus.BAD_REQUEST_400, "The path of the request must be absolute and without dots."));
            return true;
        }
        while (!isAnswered(path, request, response, callback)) {
            // It has changed since we looked; what is there now?
            Thread.onSpinWait();
        }
        return true;
    }

    private boolean isAnswered(String path, Request request, Response response, Callback callback) {
        Optional<Mount> mount = mounts.at(path);
        if (mount.isPresent()) {
            return mount.get().take(request, response, callback, budget);
        }
        if (isParked(path, request, response, callback)) {
            return true;
        }
        if (mounts.at(path).isPresent()) {
            return false;
        }
        ProblemAnswer.write(request, response, callback, absent(path));
        return true;
    }

    private boolean isParked(String path, Request request, Response response, Callback callback) {
        Optional<Vacancy> vacancy = mounts.vacancyAt(path);
        Optional<Parking.Spot> spot = vacancy.flatMap(found -> parking.spot(found, this));
        spot.ifPresent(found -> {
            found.take(request, response, callback);
            // Had it opened before the request was there, nobody would call it.
            mounts.at(path).ifPresent(mount -> parking.opened(mount.path()));
        });
        return spot.isPresent();
    }

    private Problem absent(String path) {
        Optional<String> holder = mounts.claimedAt(path);
        Optional<Vacancy> vacancy = mounts.vacancyAt(path);
        if (holder.isEmpty() && vacancy.isPresent() && parking.isKnown(vacancy.get())) {
            holder = vacancy.map(Vacancy::module);
        }
        if (holder.isEmpty()) {
            vacancy.ifPresent(mounts::forget);
            return Problem.of(HttpStatus.NOT_FOUND_404);
        }
        return Parking.away(holder.get());
    }

    private static boolean hasDots(String path) {
        return path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/..");
    }
}
