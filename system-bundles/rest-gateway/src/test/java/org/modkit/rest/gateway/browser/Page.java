// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A page of a browser: what is on it, what a person can do there, what it asks for and what goes wrong. */
public final class Page {
    private static final long PATIENCE_S = 60;

    /** Looks now and at each change of the page. */
    private static final String SEEN = """
            new Promise(seen => {
              const look = () => {
                const found = (%s);
                if (found) { observer.disconnect(); seen(found === true ? "" : String(found)); }
              };
              const observer = new MutationObserver(look);
              observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
              look();
            })
            """;

    private final DevTools devTools;
    private final String session;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();

    private Page(DevTools devTools, String session) {
        this.devTools = devTools;
        this.session = session;
    }

    static Page in(DevTools devTools) throws Exception {
        String target = devTools.call("Target.createTarget", "", "url", "about:blank")
                .get("targetId")
                .asText();
        JsonNode attached = devTools.call("Target.attachToTarget", "", "targetId", target, "flatten", true);
        var page = new Page(devTools, attached.get("sessionId").asText());
        devTools.onEvent(page::note);
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            page.call(domain + ".enable");
        }
        return page;
    }

    private JsonNode call(String method, Object... parameters) throws Exception {
        return devTools.call(method, session, parameters);
    }

    private void note(JsonNode event) {
        if (!event.path("sessionId").asText().equals(session)) {
            return;
        }
        JsonNode told = event.get("params");
        switch (event.get("method").asText()) {
            case "Page.loadEventFired" -> loads.add("");
            case "Network.requestWillBeSent" ->
                requests.add(told.at("/request/url").asText());
            case "Network.loadingFailed" ->
                troubles.add("loading: " + told.get("errorText").asText());
            case "Runtime.exceptionThrown" -> troubles.add("exception: " + told.get("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> console(told);
            case "Log.entryAdded" -> log(told.get("entry"));
            default -> {
                // The rest is of no interest.
            }
        }
    }

    private void console(JsonNode told) {
        String type = told.get("type").asText();
        if (type.equals("error") || type.equals("assert")) {
            troubles.add("console: " + told.get("args"));
        }
    }

    private void log(JsonNode entry) {
        if (entry.get("level").asText().equals("error")) {
            troubles.add("log: " + entry);
        }
    }

    /** Opens an address and waits until it is loaded. */
    public void open(String address) throws Exception {
        loads.clear();
        call("Page.navigate", "url", address);
        awaitLoad();
    }

    /** Loads it again, with nothing remembered. */
    public void reload() throws Exception {
        loads.clear();
        call("Page.reload", "ignoreCache", true);
        awaitLoad();
    }

    private void awaitLoad() throws InterruptedException {
        if (loads.poll(PATIENCE_S, TimeUnit.SECONDS) == null) {
            throw new AssertionError("The page is not loaded after " + PATIENCE_S + " s.");
        }
    }

    /** Waits until something is there. */
    public void awaitElement(String selector) throws Exception {
        seen("!!" + find(selector));
    }

    /** Waits until something has a text, and returns it. */
    public String awaitText(String selector) throws Exception {
        return seen(find(selector) + "?.innerText");
    }

    /** Clicks at something as soon as it is there. */
    public void click(String selector) throws Exception {
        awaitElement(selector);
        evaluate(find(selector) + ".click()");
    }

    /** Types into a field as soon as it is there, and leaves it. */
    public void type(String selector, String text) throws Exception {
        awaitElement(selector);
        evaluate(find(selector) + ".focus()");
        call("Input.insertText", "text", text);
        evaluate(find(selector) + ".blur()");
    }

    /** Returns the texts of all that fit, as they are now. */
    public List<String> texts(String selector) throws Exception {
        return evaluate("Array.from(document.querySelectorAll(" + quoted(selector) + "), e => e.innerText).join('\\n')")
                .lines()
                .toList();
    }

    private String seen(String condition) throws Exception {
        try {
            return evaluate(SEEN.formatted(condition));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "Waited in vain for " + condition + " on the page:\n" + texts("body") + "\nIts troubles: "
                            + troubles,
                    e);
        }
    }

    private String evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                "expression",
                expression,
                "awaitPromise",
                true,
                "returnByValue",
                true,
                "userGesture",
                true);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + " failed: " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value").asText();
    }

    private static String find(String selector) {
        return "document.querySelector(" + quoted(selector) + ")";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** What it has asked for so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors so far: of scripts, on the console, of what it wanted to load. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }
}
