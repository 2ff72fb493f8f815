// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.failover;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container of the distribution, with the calculator in processes of its own, asked over HTTP. */
public final class RunningModkit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 1_000_000;
    private static final int CALLS = 100;

    private static final Pattern OPEN = Pattern.compile("Open (http://\\S+)/docs");
    private static final String SAMPLE = "org.modkit.samples.calculator";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final Path out;
    private final Process process;
    private final HttpRequest sum;
    private final int instances;
    private String refusal = "";

    /**
     * Starts it and waits until it adds.
     *
     * @param instances in how many processes
     * @throws IOException if it does not start
     */
    public RunningModkit(int instances) throws IOException {
        this.instances = instances;
        Path modkit = distribution();
        home = Files.createTempDirectory("modkit-benchmark");
        out = home.resolve("stdout.txt");
        Path deploy = Files.createDirectories(home.resolve("deploy"));
        try (Stream<Path> samples = Files.list(modkit.resolve("samples"))) {
            for (Path sample : samples.toList()) {
                if (sample.getFileName().toString().startsWith(SAMPLE)) {
                    Files.copy(sample, deploy.resolve(sample.getFileName()));
                }
            }
        }
        Files.writeString(Files.createDirectories(home.resolve("etc")).resolve("modkit.yaml"), yaml());
        process = new ProcessBuilder(modkit.resolve("bin/modkit").toString(), "run", "--home", home.toString())
                .redirectOutput(out.toFile())
                .redirectError(home.resolve("stderr.txt").toFile())
                .start();
        await(() -> open().find());
        Matcher open = open();
        open.find();
        sum = HttpRequest.newBuilder(URI.create(open.group(1) + "/calculator-gateway/v1/calculator/add"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"a\":40,\"b\":2}"))
                .build();
        awaitAll();
    }

    private static Path distribution() {
        Path classes = Path.of(RunningModkit.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path modkit = classes.resolve("../../../container/target/modkit").normalize();
        if (!Files.isExecutable(modkit.resolve("bin/modkit"))) {
            throw new IllegalStateException(
                    "Expected the distribution at '" + modkit + "', but it is not there. Build 'container' first.");
        }
        return modkit;
    }

    /** As it comes, but that a death counts as the first one however many there were. */
    private String yaml() {
        return """
                modules:
                  rest-gateway: { config: { port: 0, rate_limit: { enabled: false } } }
                  grpc-hub: { config: { port: 0 } }
                  calculator:
                    runtime: { type: oop, instances: %d }
                    supervision: { backoff: 1s, max_backoff: 1s, jitter: 0, max_restarts: 1000 }
                """.formatted(instances);
    }

    private Matcher open() {
        try {
            return OPEN.matcher(Files.readString(out));
        } catch (IOException e) {
            return OPEN.matcher("");
        }
    }

    private void await(BooleanSupplier what) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!what.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(
                        "The container does not do what it should:\n" + Files.readString(home.resolve("stderr.txt")));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private List<ProcessHandle> children() {
        return process.children().toList();
    }

    private boolean adds() {
        try {
            HttpResponse<String> answer = client.send(sum, BodyHandlers.ofString());
            refusal = answer.body();
            return answer.statusCode() == 200;
        } catch (IOException e) {
            refusal = e.toString();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all processes are there, and have been for long enough to be called. */
    private void awaitAll() throws IOException {
        await(() -> children().size() == instances && isListedHealthy() && adds());
    }

    private boolean isListedHealthy() {
        try {
            URI listing = sum.uri().resolve("/module-orchestrator/v1/modules");
            String all = client.send(HttpRequest.newBuilder(listing).build(), BodyHandlers.ofString())
                    .body();
            String own = all.substring(
                    all.indexOf("{\"name\":\"calculator\""), all.indexOf("{\"name\":\"calculator-gateway\""));
            return own.split("\"healthy\"", -1).length == instances + 1;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a kill came to.
     *
     * @param served nanoseconds until a sum was there
     * @param longest what the longest of the calls after that took
     * @param whole nanoseconds until all processes were there again
     */
    public record Recovery(long served, long longest, long whole) {}

    /**
     * Kills a child as {@code kill -9} does, and asks for sums until there is one, and then some more.
     *
     * @return what came of it
     * @throws IOException if no sum comes, or one is refused although there is somebody to add
     */
    public Recovery kill() throws IOException {
        // One that has just come does everything for the first time, which is another question.
        askAround();
        ProcessHandle victim = children().get(0);
        long killed = System.nanoTime();
        victim.destroyForcibly();
        if (instances == 1) {
            // Until it is gone it may still answer, which would be no recovery.
            await(() -> !victim.isAlive());
        }
        boolean isFirstServed = adds();
        if (instances > 1 && !isFirstServed) {
            throw new IOException("The first call after the kill failed, though there is another process: " + refusal);
        }
        await(() -> isFirstServed || adds());
        long served = System.nanoTime() - killed;
        long longest = askAround();
        awaitAll();
        return new Recovery(served, longest, System.nanoTime() - killed);
    }

    /** Calls so often that every process has its turns, and returns what the longest call took. */
    private long askAround() throws IOException {
        long longest = 0;
        for (int call = 0; call < CALLS; call++) {
            long begun = System.nanoTime();
            if (!adds()) {
                throw new IOException("A call failed although somebody was there to add: " + refusal);
            }
            longest = Math.max(longest, System.nanoTime() - begun);
        }
        return longest;
    }

    /** Stops it, with its children. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
