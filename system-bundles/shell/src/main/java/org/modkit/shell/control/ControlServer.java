// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.modkit.shell.verb.Verbs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the verbs on a Unix domain socket until it is closed.
 *
 * <p>A client that is slow or dead holds up a thread of its own, for as long as {@link #PATIENCE} at most, and nothing
 * else. All threads are daemons.
 */
public final class ControlServer implements AutoCloseable {
    /** How long a client may take to ask, and to take each part of the answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MOST_CLIENTS = 64;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final SocketFile file;
    private final ServerSocketChannel server;
    private final Verbs verbs;
    private final Watch watch;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(daemon("modkit-control-watch"));
    private final ExecutorService talkers = new ThreadPoolExecutor(
            0, MOST_CLIENTS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("modkit-control-client"));

    private ControlServer(SocketFile file, ServerSocketChannel server, Verbs verbs, Duration patience) {
        this.file = file;
        this.server = server;
        this.verbs = verbs;
        this.watch = new Watch(clock, patience);
    }

    /**
     * Opens the channel.
     *
     * @param socket where it lies; its folder is created if need be and closed to everybody but its owner
     * @param verbs what can be asked
     * @return an open channel
     * @throws IOException if the file can't be had, saying why in a sentence
     */
    public static ControlServer open(Path socket, Verbs verbs) throws IOException {
        return open(socket, verbs, PATIENCE);
    }

    static ControlServer open(Path socket, Verbs verbs, Duration patience) throws IOException {
        var file = new SocketFile(socket);
        var opened = new ControlServer(file, file.bind(), verbs, patience);
        daemon("modkit-control").newThread(opened::accept).start();
        return opened;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("The control channel could not take a client.", e);
            }
        }
    }

    private void serve(SocketChannel client) throws IOException {
        clients.add(client);
        try {
            talkers.execute(() -> {
                try {
                    new Connection(client, verbs, watch).run();
                } finally {
                    clients.remove(client);
                }
            });
        } catch (RejectedExecutionException e) {
            // More clients than any operator has: turn this one away rather than wait for another.
            clients.remove(client);
            client.close();
        }
    }

    /** Lets answers that are being written end, shortly, closes everything and removes the file. */
    @Override
    public void close() {
        try {
            server.close();
            talkers.shutdown();
            // The asker of 'stop' is still to be told that it worked.
            if (!talkers.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                for (SocketChannel client : clients) {
                    client.close();
                }
                talkers.shutdownNow();
            }
            file.delete();
        } catch (IOException e) {
            LOG.warn("The control channel '{}' could not be closed cleanly.", file.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clock.shutdownNow();
        }
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
