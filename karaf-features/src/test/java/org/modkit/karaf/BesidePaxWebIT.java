// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.net.ConnectException;
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

/** The gateway in a stock Karaf that has Karaf's own web server as well. Runs inside that Karaf. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BesidePaxWebIT {
    private static final String GATEWAY = "etc/org.modkit.module-rest-gateway.cfg";
    private static final String WEB_PORT = "modkit.proof.web.port";
    private static final String TALKER = "talker.jar";

    @Inject
    private KarService kars;

    @Inject
    private FeaturesService features;

    @Inject
    private BundleContext karaf;

    private final HttpClient client = HttpClient.newHttpClient();

    /** Called by Pax Exam in the build's process, before Karaf is there. */
    @Configuration
    public static Option[] karaf() throws IOException {
        TalkingModule.writeTo(Path.of(System.getProperty(StockKaraf.SAMPLES), TALKER));
        String webPort = StockKaraf.freePort();
        return options(
                StockKaraf.options(),
                editConfigurationFilePut(GATEWAY, "config.port", "0"),
                editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", webPort),
                editConfigurationFilePut("etc/system.properties", WEB_PORT, webPort));
    }

    @Test
    public void modulesAreServedWhereTheConfigurationSaysUntilTheirJarsOrTheGatewayGo() throws Exception {
        kars.install(Path.of(System.getProperty(StockKaraf.KAR)).toUri());
        features.installFeature("http");
        features.installFeature("modkit-gateway");
        try (JournalReader journal = StockKaraf.journal()) {
            journal.await(0, "rest-gateway running");
            assertEquals(404, get(paxWeb()).statusCode());

            StockKaraf.drop(Path.of(System.getProperty(StockKaraf.SAMPLES), TALKER), TALKER);
            journal.await(0, "talker running");
            URI first = Endpoint.of(karaf);
            HttpResponse<String> answer = get(first.resolve("/talker/v1/incarnation"));
            assertEquals(answer.body(), 200, answer.statusCode());

            int moved = journal.mark();
            String port = StockKaraf.freePort();
            Files.writeString(StockKaraf.base().resolve(GATEWAY), "config.port = " + port + "\n");
            journal.await(moved, "rest-gateway running");
            URI second = URI.create("http://127.0.0.1:" + port);
            assertEquals(second, Endpoint.of(karaf));
            assertEquals(
                    answer.body(), get(second.resolve("/talker/v1/incarnation")).body());
            assertThrows(ConnectException.class, () -> get(first));

            Files.delete(StockKaraf.deployed(TALKER));
            journal.await(moved, "talker down");
            HttpResponse<String> problem = get(second.resolve("/talker/v1/incarnation"));
            assertEquals(404, problem.statusCode());
            assertTrue(problem.body(), problem.body().contains("talker"));

            features.uninstallFeature("modkit-gateway");
            journal.await(moved, "rest-gateway down");
            assertThrows(ConnectException.class, () -> get(second));
            assertEquals(404, get(paxWeb()).statusCode());
        }
    }

    private static URI paxWeb() {
        return URI.create("http://127.0.0.1:" + System.getProperty(WEB_PORT) + "/");
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
