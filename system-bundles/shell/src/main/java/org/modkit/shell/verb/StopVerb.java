// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.util.concurrent.ExecutionException;
import org.modkit.api.status.ModkitRuntime;

/** Takes all modules down and ends the container. */
final class StopVerb implements Verb {
    private final RuntimeSource runtime;
    private final Host host;

    StopVerb(RuntimeSource runtime, Host host) {
        this.runtime = runtime;
        this.host = host;
    }

    @Override
    public String usage() {
        return "stop";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(0, asked);
        host.checkStop();
        runtime.find().ifPresent(found -> takeDown(found, reply));
        reply.out("The container ends.");
        host.stop();
        return Exit.OK;
    }

    /** Waits without a limit of its own: every hook on the way down has a deadline. */
    private static void takeDown(ModkitRuntime runtime, Reply reply) {
        long up = runtime.status().modules().stream()
                .filter(module -> module.phase().isPresent())
                .count();
        reply.out(up == 0 ? "No module is up." : up == 1 ? "1 module goes down." : up + " modules go down.");
        try {
            runtime.shutdown().toCompletableFuture().get();
        } catch (ExecutionException e) {
            reply.err("Not every module went down cleanly: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because("The way down was begun, but the wait for its end was interrupted.");
        }
    }
}
