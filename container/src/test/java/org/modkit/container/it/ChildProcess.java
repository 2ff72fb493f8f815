// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modkit.container.child.ChildMain;
import org.modkit.container.control.JsonText;
import org.modkit.process.child.ChildEnvironment;
import org.modkit.process.child.Identity;

/** A child whose host is this test. */
final class ChildProcess implements AutoCloseable {
    static final String INSTANCE = "0190a000-0000-7000-8000-000000000001";

    private final Path home;
    private final Process process;

    private ChildProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** Starts one that is handed a text. */
    static ChildProcess handed(Path home, String document, Map<String, String> environment) {
        try {
            Path handover = Files.writeString(home.resolve("handover"), document);
            String classPath;
            try (Stream<Path> jars = Files.list(Distribution.FOLDER.resolve("lib"))) {
                classPath = jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            }
            var words = new ArrayList<String>();
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            if (Runtime.version().feature() >= 24) {
                // As a host does, for the warnings of newer JVMs.
                words.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
            }
            words.addAll(List.of("-cp", classPath, ChildMain.class.getName()));
            var builder = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectOutput(Distribution.out(home).toFile())
                    .redirectError(Distribution.err(home).toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("MODKIT"));
            builder.environment()
                    .put(
                            ChildEnvironment.HOST,
                            Identity.of(ProcessHandle.current().pid())
                                    .orElseThrow()
                                    .text());
            builder.environment().put(ChildEnvironment.INSTANCE, INSTANCE);
            builder.environment().put(ChildEnvironment.CONFIG_FILE, handover.toString());
            builder.environment().putAll(environment);
            return new ChildProcess(home, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that is handed what a host hands over. */
    static ChildProcess handed(Path home, Map<String, Object> more, List<Path> bundles) {
        return handed(home, document(more, bundles), Map.of());
    }

    static String document(Map<String, Object> more, List<Path> bundles) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("module", "beta");
        fields.put("instance", INSTANCE);
        fields.put("token", "sesame");
        fields.put("directory", "http://127.0.0.1:1");
        fields.put("bundles", bundles.stream().map(Path::toString).toList());
        fields.putAll(more);
        return JsonText.of(fields);
    }

    String out() {
        return read(Distribution.out(home));
    }

    String err() {
        return read(Distribution.err(home));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLine(String text) {
        Await.until("'" + text + "' from the child", () -> {
            if (!process.isAlive() && !out().contains(text)) {
                throw new AssertionError("The child has ended: " + out() + err());
            }
            return out().contains(text);
        });
    }

    /** Does what a terminal does to all its processes when somebody types Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    void stop() {
        // Not by the process itself, which would cut the lifeline as well.
        process.toHandle().destroy();
    }

    /** Does what the system does when the host dies. */
    void cutLifeline() throws IOException {
        process.getOutputStream().close();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The child does not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
