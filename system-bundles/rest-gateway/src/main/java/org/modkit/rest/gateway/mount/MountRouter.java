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

    /**
     * Makes it.
     *
     * @param mounts who answers where
     * @param budget what a request may cost
     */
    public MountRouter(Mounts mounts, Application.Budget budget) {
        this.mounts = mounts;
        this.budget = budget;
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
        Optional<Mount> mount = mounts.at(path);
        while (mount.isPresent()) {
            if (mount.get().take(request, response, callback, budget)) {
                return true;
            }
            // It has closed since we looked; perhaps the next one is there already.
            Mount closed = mount.get();
            mount = mounts.at(path).filter(found -> found != closed);
        }
        ProblemAnswer.write(request, response, callback, Problem.of(HttpStatus.NOT_FOUND_404));
        return true;
    }

    private static boolean hasDots(String path) {
        return path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/..");
    }
}
