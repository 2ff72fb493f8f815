// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modkit.container.it.Await;
import org.modkit.container.it.RunningContainer;
import org.modkit.container.it.TestBundle;
import org.modkit.container.oop.api.Echo;
import org.modkit.container.oop.api.EchoWire;
import org.modkit.container.oop.modules.AskerModule;
import org.modkit.container.oop.modules.EchoModule;

/** A container with {@code echo} and {@code asker}, which needs it, and who asks {@code asker} over HTTP. */
final class Pair implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+)/docs\n");
    private static final String CLIENTS = "org.modkit.api.client,org.modkit.container.oop.api";

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningContainer container;
    private final URI say;

    private Pair(RunningContainer container) {
        this.container = container;
        Matcher open = OPEN.matcher(container.stdout());
        if (!open.find()) {
            throw new AssertionError("The gateway does not listen: " + container.stdout());
        }
        say = URI.create(open.group(1) + "/asker/v1/say?what=hi");
    }

    /** Starts it with what is said of {@code echo}. */
    static Pair on(Path home, String echo) throws IOException {
        Path deploy = Files.createDirectories(home.resolve("deploy"));
        configure(home, echo);
        TestBundle.of("echo-api", EchoWire.class)
                .without("Provide-Capability")
                .with("Export-Package", "org.modkit.container.oop.api")
                .importing("io.grpc,io.grpc.stub,org.modkit.grpc.client")
                .withClass(Echo.class)
                .withClass(EchoWire.Text.class)
                .writeTo(deploy.resolve("echo-api.jar"));
        TestBundle.of("echo", EchoModule.class)
                .importing("io.grpc,io.grpc.stub," + CLIENTS)
                .writeTo(deploy.resolve("echo.jar"));
        TestBundle.of("asker", AskerModule.class)
                .withClass(AskerModule.Resource.class)
                .importing("jakarta.ws.rs;version=\"[4,5)\"," + CLIENTS)
                .writeTo(deploy.resolve("asker.jar"));
        return new Pair(RunningContainer.on(home));
    }

    static void configure(Path home, String echo) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), "modules: { echo: { " + echo + " } }\n");
    }

    RunningContainer container() {
        return container;
    }

    /** Returns the process that answers a call; empty if the call fails. */
    Optional<Long> answering() {
        try {
            var answer = client.send(HttpRequest.newBuilder(say).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(Long.parseLong(answer.body().replace(" hi", "")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a process answers that is none of these. */
    long awaitOtherThan(List<Long> known) {
        try {
            return Await.value(
                    "an answer from a process other than " + known,
                    () -> answering().filter(pid -> !known.contains(pid)));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\n" + container.look(false, "status") + "\n" + container.stderr(), e);
        }
    }

    long host() {
        return container.pid();
    }

    /** Returns the processes that were told that ours is their host. */
    List<Long> children() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read("/proc/" + pid + "/environ").contains("MODKIT_HOST_PROCESS=" + host() + "/"))
                .toList();
    }

    /** Returns what everybody may see of a process. */
    static String visible(long pid) {
        return read("/proc/" + pid + "/environ") + read("/proc/" + pid + "/cmdline");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    static void kill(long pid) {
        try {
            new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        container.close();
        Await.until("all children to be gone", () -> children().isEmpty());
    }
}
