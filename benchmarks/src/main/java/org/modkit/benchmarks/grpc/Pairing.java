// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.benchmarks.contender.EmbeddedFelix;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A process with a service and its callers. Reads lines with the number of callers and milliseconds, and answers what came
 * of it. It ends when nobody can tell it anything any more.
 */
final class Pairing {
    /** Begins each line that is an answer. */
    static final String SAYS = "> ";

    private static final long PATIENCE_SECONDS = 60;

    private Pairing() {}

    /**
     * Calls.
     *
     * @param args how
     * @throws Exception if it fails
     */
    public static void main(String[] args) throws Exception {
        // Threads of the framework would keep a failed process alive.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        var wiring = Wiring.valueOf(args[0]);
        if (wiring == Wiring.BARE) {
            obey(bare());
        } else {
            try (EmbeddedFelix felix = EmbeddedFelix.start(Map.of(GrpcModule.WIRING, wiring.name()))) {
                obey(ours(felix));
            }
        }
        System.exit(0);
    }

    private static void obey(BiFunction<Integer, Integer, String> load) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            System.out.println(SAYS + load.apply(Integer.valueOf(words[0]), Integer.valueOf(words[1])));
        }
    }

    private static BiFunction<Integer, Integer, String> bare() throws Exception {
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Adder())
                .build()
                .start();
        int port = ((InetSocketAddress) server.getListenSockets().get(0)).getPort();
        var calls = new Calls(Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .build());
        return calls::run;
    }

    /** Everything of ours in a framework, as it comes. */
    @SuppressWarnings("unchecked")
    private static BiFunction<Integer, Integer, String> ours(EmbeddedFelix felix) throws Exception {
        felix.install("org.apache.felix.configadmin").start();
        felix.service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.modkit.module", "grpc-hub", "?")
                .update(new Hashtable<>(Map.of("config.port", "0")));
        felix.install("org.modkit.runtime").start();
        felix.install("org.modkit.grpc");
        felix.install("org.modkit.grpc.client").start();
        felix.install("org.modkit.grpc.hub").start();
        felix.install("org.modkit.directory").start();
        felix.context().installBundle("module:sums", GrpcBundle.write()).start();
        ModkitRuntime runtime = felix.service(ModkitRuntime.class);
        runtime.settled().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (runtime.status()
                .module("sums")
                .filter(sums -> sums.state() == ModuleState.RUNNING)
                .isEmpty()) {
            throw new IllegalStateException("Expected running modules, but found " + runtime.status());
        }
        return felix.service(BiFunction.class);
    }
}
