// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.guest;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.modkit.grpc.client.guest.proto.Pair;
import org.modkit.grpc.client.guest.proto.Sum;
import org.modkit.grpc.client.guest.proto.SumsGrpc;
import org.modkit.grpc.transport.ServerTransport;

/** An instance of a service at an address of its own, which counts and can be told to refuse. */
public final class SumsServer extends SumsGrpc.SumsImplBase implements AutoCloseable {
    private static final int MANY = 1000;

    private final ServerTransport transport;
    private final Server server;
    private final URI uri;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Status> refusals = new ConcurrentLinkedQueue<>();
    private volatile Optional<Deadline> deadline = Optional.empty();

    private SumsServer(ServerTransport transport, ServerCredentials credentials, String scheme) throws Exception {
        this.transport = transport;
        this.server = transport
                .server(credentials, MANY)
                .addService(this)
                .permitKeepAliveWithoutCalls(true)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .build()
                .start();
        this.uri = server.getListenSockets().get(0) instanceof InetSocketAddress tcp
                ? URI.create(scheme + "://127.0.0.1:" + tcp.getPort())
                : URI.create(scheme);
    }

    public static SumsServer start() throws Exception {
        return secure(InsecureServerCredentials.create(), "http");
    }

    public static SumsServer secure(ServerCredentials credentials) throws Exception {
        return secure(credentials, "https");
    }

    private static SumsServer secure(ServerCredentials credentials, String scheme) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new SumsServer(ServerTransport.tcp(address), credentials, scheme);
    }

    public static SumsServer unix(Path file) throws Exception {
        return new SumsServer(
                ServerTransport.unix(file), InsecureServerCredentials.create(), "unix://" + file.toAbsolutePath());
    }

    public URI uri() {
        return uri;
    }

    public int calls() {
        return calls.get();
    }

    public Optional<Deadline> deadline() {
        return deadline;
    }

    /** Refuses the next call in this way. */
    public void refuse(Status status) {
        refusals.add(status);
    }

    @Override
    public void add(Pair pair, StreamObserver<Sum> client) {
        answer(pair, client);
    }

    @Override
    public void book(Pair pair, StreamObserver<Sum> client) {
        answer(pair, client);
    }

    @Override
    public void count(Pair pair, StreamObserver<Sum> client) {
        answer(pair, client);
    }

    private void answer(Pair pair, StreamObserver<Sum> client) {
        calls.incrementAndGet();
        deadline = Optional.ofNullable(Context.current().getDeadline());
        Status refusal = refusals.poll();
        if (refusal != null) {
            client.onError(refusal.asRuntimeException());
            return;
        }
        client.onNext(Sum.newBuilder().setValue(pair.getA() + pair.getB()).build());
        client.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }
}
