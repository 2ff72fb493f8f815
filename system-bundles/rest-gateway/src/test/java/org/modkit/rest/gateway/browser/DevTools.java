// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A conversation with a browser in the Chrome DevTools Protocol: questions with answers, and events. */
final class DevTools implements WebSocket.Listener {
    private static final long PATIENCE_S = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools at(URI address) throws Exception {
        var devTools = new DevTools();
        devTools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, devTools)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        return devTools;
    }

    /** Tells of every event, on the socket's thread. */
    void onEvent(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param method what is asked
     * @param session with which page, or an empty text for the browser
     * @param parameters names and values in turns
     */
    JsonNode call(String method, String session, Object... parameters) throws Exception {
        int number = numbers.incrementAndGet();
        ObjectNode question = JSON.createObjectNode().put("id", number).put("method", method);
        if (!session.isEmpty()) {
            question.put("sessionId", session);
        }
        ObjectNode named = question.putObject("params");
        for (int each = 0; each < parameters.length; each += 2) {
            named.set((String) parameters[each], JSON.valueToTree(parameters[each + 1]));
        }
        var answer = new CompletableFuture<JsonNode>();
        asked.put(number, answer);
        socket.sendText(question.toString(), true).get(PATIENCE_S, TimeUnit.SECONDS);
        JsonNode said = answer.get(PATIENCE_S, TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new AssertionError("The browser was asked " + question + " and said " + said.get("error"));
        }
        return said.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        message.append(part);
        if (isLast) {
            String whole = message.toString();
            message.setLength(0);
            take(whole);
        }
        from.request(1);
        return null;
    }

    private void take(String whole) {
        try {
            JsonNode said = JSON.readTree(whole);
            if (said.has("id")) {
                asked.remove(said.get("id").asInt()).complete(said);
            } else {
                listeners.forEach(listener -> listener.accept(said));
            }
        } catch (JsonProcessingException e) {
            onError(socket, e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        onError(from, new IllegalStateException("The browser has hung up."));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        asked.values().forEach(answer -> answer.completeExceptionally(error));
    }

    void close() {
        socket.abort();
    }
}
