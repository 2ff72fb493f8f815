// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.guard.PrivatePages;
import org.modkit.rest.gateway.mount.Mounts;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;
import org.modkit.rest.gateway.problem.Refusal;

/** Answers at the gateway's own paths, before any module is asked. */
public final class OwnPages extends Handler.Wrapper {
    private final Map<String, Supplier<Page>> pages = new LinkedHashMap<>();
    private final Map<String, Supplier<Page>> forStrangers;

    /**
     * Makes them.
     *
     * @param settings which there are, and what the document says of itself
     * @param mounts what it describes
     * @param sources who knows how modules are
     * @param next who answers at other paths
     */
    public OwnPages(Settings settings, Mounts mounts, Sources sources, Handler next) {
        super(next);
        var health = new Health(sources.runtime());
        pages.put("/health", health::alive);
        pages.put("/healthz", health::ok);
        pages.put("/readyz", () -> health.ready(true));
        forStrangers = Map.of("/readyz", () -> health.ready(false));
        pages.put("/modules", new ModuleList(sources, mounts)::page);
        if (settings.documents().enabled()) {
            var document = new ApiDocument(settings, mounts);
            pages.put("/openapi.json", document::json);
            pages.put("/openapi.yaml", document::yaml);
            pages.putAll(DocumentationSite.pages());
        }
    }

    /**
     * Who knows how modules are.
     *
     * @param runtime the runtime, if it is there
     * @param parking how requests wait for modules, in numbers
     */
    public record Sources(Supplier<Optional<ModkitRuntime>> runtime, Supplier<Map<String, Long>> parking) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        Supplier<Page> page = pages.get(path);
        if (PrivatePages.isStrangers(request)) {
            page = forStrangers.getOrDefault(path, page);
        }
        if (page == null) {
            return super.handle(request, response, callback);
        }
        boolean isHead = "HEAD".equals(request.getMethod());
        if (!isHead && !"GET".equals(request.getMethod())) {
            Problem refused = Problem.of(HttpStatus.METHOD_NOT_ALLOWED_405).with("Allow", "GET, HEAD");
            ProblemAnswer.write(request, response, callback, refused);
            return true;
        }
        try {
            write(page.get(), isHead, response, callback);
        } catch (Refusal refusal) {
            ProblemAnswer.write(request, response, callback, refusal.problem());
        }
        return true;
    }

    private static void write(Page page, boolean isHead, Response response, Callback callback) {
        response.setStatus(page.status());
        var headers = response.getHeaders();
        page.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_LENGTH, page.body().length);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", DocumentationSite.POLICY);
        response.write(true, isHead ? null : ByteBuffer.wrap(page.body()), callback);
    }
}
