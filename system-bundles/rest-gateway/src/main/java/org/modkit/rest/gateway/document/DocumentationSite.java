// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** The page that shows the document. All of it lies in this bundle: it works where there is no way to the outside. */
final class DocumentationSite {
    /** Nothing from elsewhere, and no script within a page. The page's own styles and pictures need what is said there. */
    static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>API documentation</title>
              <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
              <link rel="stylesheet" href="/docs/swagger-ui.css">
            </head>
            <body>
              <div id="documentation"></div>
              <script src="/docs/swagger-ui-bundle.js"></script>
              <script src="/docs/start.js"></script>
            </body>
            </html>
            """;

    private static final String START = """
            window.addEventListener("load", () => {
              SwaggerUIBundle({
                url: "/openapi.json",
                dom_id: "#documentation",
                deepLinking: true,
                validatorUrl: null,
                presets: [SwaggerUIBundle.presets.apis],
              });
            });
            """;

    private DocumentationSite() {}

    static Map<String, Supplier<Page>> pages() {
        var pages = new LinkedHashMap<String, Supplier<Page>>();
        Supplier<Page> site = () -> Page.changing("text/html;charset=utf-8", bytes(HTML));
        pages.put("/", () -> Page.elsewhere("/docs"));
        pages.put("/docs", site);
        pages.put("/docs/", site);
        pages.put("/docs/start.js", () -> Page.changing("text/javascript;charset=utf-8", bytes(START)));
        asset(pages, "swagger-ui-bundle.js", "text/javascript;charset=utf-8");
        asset(pages, "swagger-ui.css", "text/css;charset=utf-8");
        asset(pages, "favicon-32x32.png", "image/png");
        return pages;
    }

    private static void asset(Map<String, Supplier<Page>> pages, String name, String type) {
        String path = "META-INF/resources/webjars/swagger-ui/" + version() + "/" + name;
        pages.put("/docs/" + name, () -> Page.lasting(type, read(path)));
    }

    /** Part of the paths in that library. */
    private static String version() {
        var properties = new Properties();
        try (InputStream file = open(LIBRARY)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream file = DocumentationSite.class.getClassLoader().getResourceAsStream(path);
        if (file == null) {
            throw new IOException("'" + path + "' is missing in this bundle.");
        }
        return file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
