// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.kar.KarService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The hub and the directory in a stock Karaf, later with the gateway. Runs inside that Karaf. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CallsOverGrpcIT {
    private static final String SHOUTER = "shouter.jar";

    @Inject
    private KarService kars;

    @Inject
    private FeaturesService features;

    @Inject
    private BundleContext karaf;

    /** Called by Pax Exam in the build's process, before Karaf is there. */
    @Configuration
    public static Option[] karaf() throws IOException {
        ShoutingModule.writeTo(Path.of(System.getProperty(StockKaraf.SAMPLES), SHOUTER));
        return options(
                StockKaraf.options(),
                editConfigurationFilePut("etc/org.modkit.module-grpc-hub.cfg", "config.port", "0"),
                editConfigurationFilePut("etc/org.modkit.module-rest-gateway.cfg", "config.port", "0"));
    }

    @Test
    public void modulesAreCalledAndListedUntilTheirJarsOrTheHubGo() throws Exception {
        kars.install(Path.of(System.getProperty(StockKaraf.KAR)).toUri());
        features.installFeature("modkit-grpc");
        try (JournalReader journal = StockKaraf.journal()) {
            journal.await(0, "grpc-hub running");
            journal.await(0, "directory running");
            StockKaraf.drop(Path.of(System.getProperty(StockKaraf.SAMPLES), SHOUTER), SHOUTER);
            journal.await(0, "shouter running");
            assertEquals("HELLO", ShoutingModule.shout(Endpoint.ofHub(karaf), "hello"));
            assertFalse(journal.since(0).stream().anyMatch(story -> story.startsWith("module-orchestrator ")));

            features.installFeature("modkit-gateway");
            journal.await(0, "module-orchestrator running");
            assertEquals("HELLO", ShoutingModule.shout(Endpoint.ofHub(karaf), "hello"));
            assertIsListed(get(Endpoint.of(karaf).resolve("/module-orchestrator/v1/modules")));

            int mark = journal.mark();
            Files.delete(StockKaraf.deployed(SHOUTER));
            journal.await(mark, "shouter down");
            Exception refusal =
                    assertThrows(RuntimeException.class, () -> ShoutingModule.shout(Endpoint.ofHub(karaf), "hello"));
            assertEquals("UNAVAILABLE: Module 'shouter' is away.", refusal.getMessage());

            features.uninstallFeature("modkit-grpc");
            journal.await(mark, "grpc-hub down");
        }
    }

    private void assertIsListed(HttpResponse<String> answer) {
        assertEquals(answer.body(), 200, answer.statusCode());
        String expected = "\"name\":\"shouter\",\"version\":\"1.2.0\"";
        assertTrue(answer.body(), answer.body().contains(expected));
        assertTrue(answer.body(), answer.body().contains("\"deployment_mode\":\"compiled_in\""));
        assertTrue(
                answer.body(),
                answer.body()
                        .contains("\"state\":\"healthy\",\"grpc_services\":{\"" + ShoutingModule.SERVICE + "\":\""
                                + Endpoint.ofHub(karaf) + "\"}"));
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
