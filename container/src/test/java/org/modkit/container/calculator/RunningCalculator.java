// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.calculator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.modkit.container.it.Await;
import org.modkit.container.it.Distribution;
import org.modkit.container.it.RunningContainer;

/** A container with the calculator of lesson 11 and its gateway, and who asks that over HTTP. */
final class RunningCalculator implements AutoCloseable {
    private static final String HEARTBEAT = "500ms";
    private static final List<String> SAMPLES = List.of("calculator.api", "calculator", "calculator.gateway");
    private static final Pattern OPEN = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+)/docs\n");
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)");

    /** As many requests as come, and children that say often that they are well. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MODKIT__modules__rest_gateway__config__rate_limit__rps",
            "0",
            "MODKIT_JAVA_OPTS",
            "-Dmodkit.child.heartbeat=" + HEARTBEAT);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningContainer container;
    private final String gateway;

    private RunningCalculator(RunningContainer container) {
        this.container = container;
        var open = OPEN.matcher(container.stdout());
        if (!open.find()) {
            throw new AssertionError("The gateway does not listen: " + container.stdout());
        }
        gateway = open.group(1);
    }

    /** Starts it and waits until it can be asked. */
    static RunningCalculator on(Path home, String yaml) {
        try {
            Path deploy = Files.createDirectories(home.resolve("deploy"));
            Files.writeString(Files.createDirectories(home.resolve("etc")).resolve("modkit.yaml"), yaml);
            for (String sample : SAMPLES) {
                Files.copy(Distribution.sample(sample), deploy.resolve(sample + ".jar"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var container = RunningContainer.on(home, ENVIRONMENT);
        try {
            container.awaitState("calculator-gateway", "RUNNING");
            return new RunningCalculator(container);
        } catch (AssertionError e) {
            String story = container.look(false, "status") + container.stderr();
            container.close();
            throw new AssertionError(e.getMessage() + "\n" + story, e);
        }
    }

    RunningContainer container() {
        return container;
    }

    HttpResponse<String> add(Object a, Object b) {
        return post("{\"a\":" + a + ",\"b\":" + b + "}");
    }

    /** Asks for a sum by any text. */
    HttpResponse<String> post(String body) {
        return send(to("/calculator-gateway/v1/calculator/add")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Whether a sum comes back, and is right. */
    boolean adds() {
        var answer = add(40, 2);
        return answer.statusCode() == 200 && answer.body().equals("{\"sum\":42}");
    }

    /** Returns what the REST listing says of the calculator. */
    Map<?, ?> listed() {
        String all = send(to("/module-orchestrator/v1/modules")).body();
        return ((List<?>) RunningContainer.json("{\"all\":" + all + "}").get("all"))
                .stream()
                        .map(module -> (Map<?, ?>) module)
                        .filter(module -> module.get("name").equals("calculator"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("The calculator is not listed: " + all));
    }

    /** Returns the calculator's instances, as the REST listing has them. */
    List<Map<?, ?>> instances() {
        return ((List<?>) listed().get("instances"))
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    /** Returns the state of each instance. */
    List<String> states() {
        return instances().stream().map(each -> each.get("state").toString()).toList();
    }

    /** Returns the processes in which the calculator runs; none if that is the container's own. */
    List<Long> children() {
        return PROCESS.matcher(container.look(false, "why", "calculator"))
                .results()
                .map(MatchResult::group)
                .map(text -> Long.valueOf(text.substring("process ".length())))
                .distinct()
                .toList();
    }

    /** Waits until the calculator runs in this many processes, and returns them. */
    List<Long> awaitChildren(int number) {
        try {
            Await.until(
                    number + " instances to be healthy",
                    () -> states().equals(Collections.nCopies(number, "healthy"))
                            && children().size() == number);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + " They are " + states() + ".\n" + container.look(false, "why", "calculator"), e);
        }
        return children();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a process a signal, by the name of which the shell knows it. */
    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills a process as {@code kill -9} does, and waits until it is gone; until then it may still answer. */
    static void kill(long pid) {
        signal("KILL", pid);
        Await.until(
                "the end of process " + pid,
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Stops it as an operator does, with its children. */
    @Override
    public void close() {
        container.signal("TERM");
        try {
            container.awaitExit();
        } finally {
            container.close();
        }
    }
}
