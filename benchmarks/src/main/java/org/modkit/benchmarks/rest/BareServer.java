// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Jetty and Jersey, put together by what Jersey brings for that, with the threads and the JSON of the gateway. */
final class BareServer implements Served {
    private static final int THREADS = 200;
    private static final int LEAST_THREADS = 4;

    private Server server;

    @Override
    public URI listen() throws Exception {
        var threads = new QueuedThreadPool(THREADS, LEAST_THREADS);
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(ContainerFactory.createContainer(Handler.class, config()));
        server.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + Orders.PATH);
    }

    private static ResourceConfig config() {
        var mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new ResourceConfig()
                .addProperties(Map.of(
                        CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                        CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                        ServerProperties.WADL_FEATURE_DISABLE, true))
                .register(new JacksonJsonProvider(mapper))
                .register(new Orders());
    }

    @Override
    public void grow(int count) {
        throw new UnsupportedOperationException("It has no modules.");
    }

    @Override
    public void come() {
        grow(1);
    }

    @Override
    public void go() {
        grow(1);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
