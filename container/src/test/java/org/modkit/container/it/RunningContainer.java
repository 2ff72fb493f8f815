// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.modkit.container.control.ControlClient;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.Instance;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A container that this test started as a process of its own, and ends. */
public final class RunningContainer implements AutoCloseable {
    private static final String UP = "takes everything down in order.";

    /** Every container has them, so most stories leave them out. */
    private static final Set<String> HOSTS = Set.of("rest-gateway", "grpc-hub", "directory", "module-orchestrator");

    private final Path home;
    private final Path out;
    private final Path err;
    private final Process process;

    private RunningContainer(Path home, Map<String, String> environment, List<String> words) throws IOException {
        this.home = home;
        Files.createDirectories(home);
        out = Distribution.out(home);
        err = Distribution.err(home);
        process = Distribution.start(home, environment, words, home);
    }

    /** Starts one and waits until it welcomes its user. */
    public static RunningContainer on(Path home) {
        return on(home, Map.of());
    }

    public static RunningContainer on(Path home, Map<String, String> environment) {
        try {
            var container = new RunningContainer(home, environment, List.of("run"));
            Await.until("the welcome of the container", () -> {
                if (!container.process.isAlive()) {
                    throw new AssertionError("The container ended at once: " + container.stderr());
                }
                return container.stdout().contains(UP);
            });
            return container;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return process.pid();
    }

    public Path deploy(String file) {
        return home.resolve("deploy").resolve(file);
    }

    public String stdout() {
        return read(out);
    }

    public String stderr() {
        return read(err);
    }

    public String log(String file) {
        return read(home.resolve("log").resolve(file));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Distribution.Answer ask(String... words) {
        return Distribution.modkit(home, words);
    }

    /** Copies a jar the way users do: in place, not moved. */
    public void drop(Path jar) {
        drop(jar, jar.getFileName().toString());
    }

    public void drop(Path jar, String name) {
        try {
            Files.copy(jar, deploy(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void configure(String yaml) {
        try {
            Files.createDirectories(home.resolve("etc"));
            Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitState(String module, String state) {
        Await.until("module " + module + " to be " + state, () -> state(module).equals(Optional.of(state)));
    }

    public void awaitGone(String module) {
        Await.until("module " + module + " to be gone", () -> state(module).isEmpty());
    }

    public void awaitConsole(String text) {
        try {
            Await.until("'" + text + "' on the console", () -> stderr().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " It says:\n" + stderr(), e);
        }
    }

    /** Asks on the control channel itself, since starting a JVM for every look would take its time. */
    public String look(boolean json, String verb, String... arguments) {
        var answer = new ByteArrayOutputStream();
        var out = new PrintStream(answer, true, StandardCharsets.UTF_8);
        try {
            new ControlClient(ControlPath.find(new Instance(home)), out, out)
                    .ask(new ControlClient.Question(verb, List.of(arguments), json, 120));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private Optional<String> state(String module) {
        Map<?, ?> status = json(look(true, "status"));
        return ((List<?>) status.get("modules"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .filter(entry -> entry.get("name").equals(module))
                        .map(entry -> entry.get("state").toString())
                        .findFirst();
    }

    /** Returns what happened to deployed modules, as {@code kind module}, of the journal's entries of one kind. */
    public List<String> journal(String kind) {
        return entries()
                .filter(entry -> entry.get("kind").equals(kind))
                .filter(entry -> !HOSTS.contains(String.valueOf(entry.get("module"))))
                .map(entry -> kind + " " + entry.get("module"))
                .toList();
    }

    /** Returns the deployed modules that went down through a phase, in that order. */
    public List<String> undone(String phase) {
        return entries()
                .filter(entry -> "down".equals(entry.get("direction")) && phase.equals(entry.get("phase")))
                .filter(entry -> !HOSTS.contains(String.valueOf(entry.get("module"))))
                .map(entry -> entry.get("module").toString())
                .toList();
    }

    private Stream<Map<?, ?>> entries() {
        String written = log("journal.jsonl");
        // The last line may still be on its way.
        return written.substring(0, written.lastIndexOf('\n') + 1).lines().map(RunningContainer::json);
    }

    /** JSON is YAML. */
    public static Map<?, ?> json(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the end and returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The container does not end: " + stderr());
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
