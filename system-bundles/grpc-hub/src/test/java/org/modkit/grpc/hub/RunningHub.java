// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.guest.proto.CalculatorGrpc;
import org.modkit.grpc.hub.guest.proto.Sum;
import org.modkit.grpc.hub.proof.Guests;

/** A hub at a free port, without a framework around it, and clients. */
final class RunningHub implements AutoCloseable {
    static final long PATIENCE_S = 30;

    private final List<ManagedChannel> channels = new ArrayList<>();
    final List<GrpcEndpoint> published = new ArrayList<>();
    final GrpcHub hub;

    private RunningHub(Map<String, Object> section) throws Exception {
        hub = new GrpcHub(endpoint -> {
            published.add(endpoint);
            return () -> published.remove(endpoint);
        });
        try {
            hub.init(Guests.context("grpc-hub", section));
            hub.start(null);
        } catch (Exception e) {
            hub.stop();
            throw e;
        }
    }

    static RunningHub with(Object... keys) throws Exception {
        var section = new HashMap<String, Object>(Map.of("port", 0));
        for (int key = 0; key < keys.length; key += 2) {
            section.put((String) keys[key], keys[key + 1]);
        }
        return new RunningHub(section);
    }

    static RunningHub withOnly(Map<String, Object> section) throws Exception {
        return new RunningHub(section);
    }

    URI uri() {
        return published.get(0).uri();
    }

    PhaseGuest open(String module, Object... services) {
        PhaseGuest guest = Guests.named(module, services);
        hub.up(guest);
        hub.open(guest);
        return guest;
    }

    void remove(PhaseGuest guest) throws InterruptedException {
        hub.close(guest);
        hub.down(guest);
    }

    Channel channel() {
        ManagedChannel channel = Grpc.newChannelBuilder(
                        uri().getHost() + ":" + uri().getPort(), InsecureChannelCredentials.create())
                .build();
        return kept(channel);
    }

    ManagedChannel kept(ManagedChannel channel) {
        channels.add(channel);
        return channel;
    }

    static CalculatorGrpc.CalculatorBlockingStub calculator(Channel channel) {
        return CalculatorGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS);
    }

    static long add(Channel channel, long a, long b) {
        return calculator(channel).add(Sum.newBuilder().setA(a).setB(b).build()).getValue();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        hub.stop();
    }
}
