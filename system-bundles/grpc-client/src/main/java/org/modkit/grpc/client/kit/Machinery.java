// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.kit;

import io.grpc.ChannelCredentials;
import io.grpc.LoadBalancerRegistry;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.modkit.grpc.client.channel.Balancing;
import org.modkit.grpc.transport.ChannelTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the bundle and what is registered with grpc-java, from its start to its stop. */
final class Machinery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Machinery.class);
    private static final long PATIENCE_S = 5;

    private final Balancing balancing = new Balancing();
    private final ChannelTransport transport;
    private final ExecutorService callbacks = Executors.newCachedThreadPool(named("modkit-grpc-client"));
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(named("modkit-grpc-directory"));

    Machinery(Optional<Path> trust) {
        transport = new ChannelTransport(credentials(trust));
        LoadBalancerRegistry.getDefaultRegistry().register(balancing);
    }

    private static ChannelCredentials credentials(Optional<Path> trust) {
        var credentials = TlsChannelCredentials.newBuilder();
        try {
            if (trust.isPresent()) {
                credentials.trustManager(trust.get().toFile());
            }
            return credentials.build();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Framework property '" + Child.TRUST + "' names '" + trust.get()
                            + "', which can't be read. Correct it.",
                    e);
        }
    }

    private static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    ChannelTransport transport() {
        return transport;
    }

    /** Calls back what is not waited for. */
    ExecutorService callbacks() {
        return callbacks;
    }

    /** Its one thread asks the directory, and tells what it said. */
    ScheduledExecutorService worker() {
        return worker;
    }

    /** Ends the threads. To be called when all channels have ended. */
    @Override
    public void close() {
        LoadBalancerRegistry.getDefaultRegistry().deregister(balancing);
        try {
            // Channels that have ended left their last word with the worker: that they listen to no directory any more.
            worker.submit(() -> {}).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The worker is still busy with a directory.", e);
        }
        worker.shutdownNow();
        callbacks.shutdownNow();
        try {
            worker.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
            callbacks.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }
}
