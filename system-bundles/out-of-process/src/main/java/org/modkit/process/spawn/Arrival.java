// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleException;
import org.modkit.api.Registration;

/** What a thread of the runtime waits for: that a module can be called, or never will. Safe for use by any thread. */
final class Arrival {
    private final CompletableFuture<Void> reached = new CompletableFuture<>();

    boolean isOpen() {
        return !reached.isDone();
    }

    /** The module can be called. */
    void reached() {
        reached.complete(null);
    }

    /** It never will; tells whether somebody waits to hear that. */
    boolean failed(String module, String sentence) {
        return reached.completeExceptionally(new ModuleException(module, sentence, null));
    }

    /** Waits. The module may have to go down again meanwhile. */
    void await(CancellationToken token) throws InterruptedException {
        Registration listening = token.onCancel(() -> reached.completeExceptionally(new CancellationException()));
        try {
            reached.get();
        } catch (CancellationException e) {
            throw new InterruptedException("The module is to go down again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModuleException told) {
                throw told;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            listening.close();
        }
    }
}
