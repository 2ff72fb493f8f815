// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.browser.Chromium;
import org.modkit.rest.gateway.browser.Page;
import org.modkit.rest.gateway.guest.NumberModule;
import org.modkit.rest.gateway.guest.WordModule;
import org.osgi.framework.Bundle;

/** The page of the documentation as a person sees it: gateway, runtime and two modules in a framework, and a browser. */
class DocumentationInBrowserIT {
    private static final String OPERATIONS = ".opblock-summary-path";
    private static final String DOUBLED = "/number/v1/numbers/{number}/doubled";
    private static final String WORD = "/word/v1/word/version";

    @TempDir
    private Path folder;

    @TempDir
    private Path profile;

    private Chromium browser;
    private RealFelix felix;
    private Bundle number;
    private String url;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.in(profile);
        felix = RealFelix.in(folder);
        felix.gateway();
        felix.install("org.modkit.runtime.RuntimeBundle").start();
        url = felix.url();
        number = felix.guest(NumberModule.class);
        felix.guest(WordModule.class);
        settled();
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (felix != null) {
            felix.close();
        }
    }

    private void settled() throws Exception {
        var context = felix.context();
        ModkitRuntime runtime = context.getService(context.getServiceReference(ModkitRuntime.class));
        runtime.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void showsAndExecutesWhatModulesOfferUntilTheyLeave() throws Exception {
        Page page = browser.page();
        page.open(url + "/docs");
        page.awaitElement(OPERATIONS);
        assertThat(page.texts(OPERATIONS)).contains(DOUBLED, WORD);

        execute(page, DOUBLED, "21");
        assertThat(page.awaitText(".live-responses-table .response .response-col_status"))
                .startsWith("200");
        assertThat(page.awaitText(".live-responses-table .response .response-col_description pre"))
                .contains("\"number\": 21", "\"twice\": 42");

        felix.uninstall(number);
        settled();
        page.reload();
        page.awaitElement(OPERATIONS);
        assertThat(page.texts(OPERATIONS)).contains(WORD).doesNotContain(DOUBLED);

        assertThat(page.requests())
                .contains(url + "/docs", url + "/openapi.json", url + "/number/v1/numbers/21/doubled")
                .allMatch(asked -> asked.startsWith(url + "/") || asked.startsWith("data:"));
        assertThat(page.troubles()).isEmpty();
    }

    private static void execute(Page page, String path, String argument) throws Exception {
        page.click("[data-path='" + path + "'] .opblock-summary-control, [data-path='" + path + "']");
        page.click(".try-out__btn");
        page.type(".parameters input:not([disabled])", argument);
        page.click(".execute");
    }
}
