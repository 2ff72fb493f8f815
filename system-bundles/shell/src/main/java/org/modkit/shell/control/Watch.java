// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a channel whose client takes too long.
 *
 * <p>Reads and writes block; the only thing that ends them is that another thread closes the channel under them.
 */
final class Watch {
    private final ScheduledExecutorService clock;
    private final Duration patience;

    Watch(ScheduledExecutorService clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** Something that blocks on a client. */
    @FunctionalInterface
    interface Blocking<T> {
        T call() throws IOException;
    }

    /** Does it, and closes the channel if it is not done in time, which makes it throw. */
    <T> T over(SocketChannel channel, Blocking<T> blocking) throws IOException {
        Future<?> end = clock.schedule(
                () -> {
                    channel.close();
                    return null;
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return blocking.call();
        } finally {
            end.cancel(false);
        }
    }
}
