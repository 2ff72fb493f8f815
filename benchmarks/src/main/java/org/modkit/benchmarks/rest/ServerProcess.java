// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in a process of its own, with a log in a file as a container has it; ends with this object. */
public final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String NO_LOGGER = "slf4j-nop";

    private final Who who;
    private final Path folder;
    private final Process process;
    private final BufferedReader answers;
    private final URI resource;
    private final long[] start;

    /**
     * Starts one and waits until it has answered a request.
     *
     * @param who who serves
     * @param withRest whether modules after the first have resources
     * @throws IOException if it does not start
     */
    public ServerProcess(Who who, boolean withRest) throws IOException {
        this.who = who;
        folder = Files.createTempDirectory("modkit-benchmark");
        Path logging = folder.resolve("log4j2.properties");
        Files.writeString(logging, logging());
        long begun = System.nanoTime();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms2g",
                        "-Xmx2g",
                        "-XX:+UseParallelGC",
                        "-Djava.io.tmpdir=" + folder,
                        "-Djava.util.logging.config.file=/dev/null",
                        "-Dlog4j2.configurationFile=" + logging.toUri(),
                        "-cp",
                        classPath(),
                        Server.class.getName(),
                        who.name(),
                        Boolean.toString(withRest))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        String[] said = answer();
        resource = URI.create(said[0]);
        start = new long[] {Long.parseLong(said[1]), Long.parseLong(said[2]), System.nanoTime() - begun};
    }

    /** Ours, but with the logger in the place of the one that says nothing. */
    private static String classPath() throws IOException {
        List<String> entries =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        Path classes = Path.of(ServerProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> logger = Files.list(classes.resolveSibling("logger"))) {
            return Stream.concat(
                            entries.stream().filter(entry -> !entry.contains(NO_LOGGER)), logger.map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** As the container has it, in its form for machines. */
    private String logging() {
        return """
                status = error
                appender.file.type = File
                appender.file.name = file
                appender.file.fileName = %s
                appender.file.layout.type = PatternLayout
                appender.file.layout.alwaysWriteExceptions = false
                appender.file.layout.pattern = {"at":"%%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC}","level":"%%p",\
                "logger":"%%enc{%%c}{JSON}","thread":"%%enc{%%t}{JSON}","message":"%%enc{%%m}{JSON}"}%%n
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                """.formatted(folder.resolve("benchmark.log"));
    }

    private String[] answer() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(Server.SAYS)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("The process of '" + who.label() + "' has ended.");
        }
        return line.substring(Server.SAYS.length()).split(" ");
    }

    /**
     * Returns how long it has used a processor.
     *
     * @return nanoseconds so far, in steps of some milliseconds
     */
    public long cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private long[] ask(String order) throws IOException {
        process.outputWriter().append(order).append('\n').flush();
        return Stream.of(answer()).mapToLong(Long::parseLong).toArray();
    }

    /**
     * Returns where the resource is.
     *
     * @return its address
     */
    public URI resource() {
        return resource;
    }

    /**
     * Returns what the start took.
     *
     * @return nanoseconds until it listened, until it had answered the first request, and that from the process's start
     */
    public long[] start() {
        return start.clone();
    }

    /**
     * Brings modules, until so many are there.
     *
     * @param count how many
     * @return the nanoseconds it took, and the bytes it added to the heap
     * @throws IOException if the process has failed
     */
    public long[] grow(int count) throws IOException {
        return ask("grow " + count);
    }

    /**
     * Lets one more module come and go.
     *
     * @param times how often
     * @return the nanoseconds each coming took
     * @throws IOException if the process has failed
     */
    public long[] more(int times) throws IOException {
        return ask("more " + times);
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
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
