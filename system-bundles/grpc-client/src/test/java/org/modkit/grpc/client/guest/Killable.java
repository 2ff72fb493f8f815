// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An address before a server, whose sockets end as the machine ends those of a process that is killed: without a word. */
public final class Killable implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final int server;
    private volatile boolean isDead;

    private Killable(int server) throws IOException {
        this.server = server;
    }

    public static Killable before(SumsServer server) throws IOException {
        var killable = new Killable(server.uri().getPort());
        killable.begin(killable::accept);
        return killable;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void begin(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // When one side ends, so does the other.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = kept(door.accept());
            Socket beyond = kept(new Socket(door.getInetAddress(), server));
            begin(() -> carry(client, beyond));
            begin(() -> carry(beyond, client));
        }
    }

    private Socket kept(Socket socket) throws IOException {
        sockets.add(socket);
        if (isDead) {
            socket.close();
        }
        return socket;
    }

    private static void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Ends all sockets. */
    @Override
    public void close() throws IOException {
        isDead = true;
        door.close();
        for (Socket each : sockets) {
            each.close();
        }
    }
}
