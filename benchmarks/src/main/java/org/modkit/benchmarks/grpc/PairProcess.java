// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service and its callers in a process of their own, which ends with this object. */
public final class PairProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Wiring wiring;
    private final Process process;
    private final BufferedReader answers;

    /**
     * Starts one.
     *
     * @param wiring how caller and service come together
     * @throws IOException if it does not start
     */
    public PairProcess(Wiring wiring) throws IOException {
        this.wiring = wiring;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms1g",
                        "-Xmx1g",
                        "-XX:+UseParallelGC",
                        "-Djava.util.logging.config.file=/dev/null",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pairing.class.getName(),
                        wiring.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * What a load came to.
     *
     * @param calls how many
     * @param nanos how long all of it took
     * @param median what half of the calls took at most
     * @param nearlyAll what all took but one of a hundred
     * @param cpu what callers and service together used of processors
     */
    public record Load(long calls, long nanos, long median, long nearlyAll, long cpu) {}

    /**
     * Lets it call.
     *
     * @param callers how many at once
     * @param time for how long
     * @return what came of it
     * @throws IOException if the process has failed
     */
    public Load load(int callers, Duration time) throws IOException {
        long before = cpu();
        process.outputWriter().append(callers + " " + time.toMillis() + "\n").flush();
        String line = answers.readLine();
        while (line != null && !line.startsWith(Pairing.SAYS)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("The process of '" + wiring.label() + "' has ended.");
        }
        long[] said = Stream.of(line.substring(Pairing.SAYS.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Load(said[0], said[1], said[2], said[3], cpu() - before);
    }

    private long cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Ends it: it reads nothing any more, and goes. */
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
