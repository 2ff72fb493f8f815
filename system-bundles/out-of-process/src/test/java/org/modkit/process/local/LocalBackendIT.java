// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.process.backend.Handover;
import org.modkit.process.backend.Instance;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.exit.Cause;
import org.modkit.process.exit.Exit;
import org.modkit.process.output.Line;

@Timeout(120)
class LocalBackendIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private LocalBackend backend;

    @BeforeEach
    void open() {
        backend = new LocalBackend(data);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void runsAChildInAFolderOfItsOwnAndStopsItPolitely() throws Exception {
        Start start = Starts.jvm("plain", lines::add);
        Instance instance = backend.spawn(start);

        Path folder = data.resolve("calc/instances").resolve(start.id().toString());
        assertThat(rest("folder "))
                .isEqualTo(folder.resolve("work").toRealPath().toString());
        assertThat(rest("ready ")).isEqualTo(Long.toString(instance.pid().orElseThrow()));
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(backend.instances()).containsExactly(instance);

        Exit exit = end(instance.stop(LONG));
        assertThat(exit.cause()).isEqualTo(Cause.STOPPED);
        assertThat(exit.code()).isEqualTo(143);
        assertThat(folder.resolve("process")).doesNotExist();
        assertThat(instance.stop(LONG)).isCompleted();
    }

    @Test
    void handsSecretsOverInAFileThatIsGoneWhenRead() throws Exception {
        Start start = Starts.with(Starts.jvm("plain", lines::add), handover(Handover.Way.FILE));
        Instance instance = backend.spawn(start);

        assertThat(rest("got ")).isEqualTo("pässword");
        assertSecretIsNotSeen(instance);
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(file -> file.endsWith("handover"))).isEmpty();
        }
    }

    @Test
    void handsSecretsOverOnStandardInput() throws Exception {
        Instance instance =
                backend.spawn(Starts.with(Starts.jvm("plain", lines::add), handover(Handover.Way.STANDARD_INPUT)));

        assertThat(rest("got ")).isEqualTo("pässword");
        rest("ready ");
        assertSecretIsNotSeen(instance);
    }

    @Test
    void keepsTheFileFromOthersAndRemovesItWithAChildThatDidNotRead() throws Exception {
        var program = new Program.Executable(
                Path.of("sh"),
                List.of("-c", "ls -l \"$MODKIT_MODULE_CONFIG_FILE\"; cat \"$MODKIT_MODULE_CONFIG_FILE\""));
        Instance instance = backend.spawn(Starts.with(Starts.of(program, lines::add), handover(Handover.Way.FILE)));

        assertThat(rest("-rw-------")).isNotEmpty();
        assertThat(rest("pässword")).isEmpty();
        end(instance.exit());
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(file -> file.endsWith("handover"))).isEmpty();
        }
    }

    @Test
    void killsAChildThatDoesNotEndWithinItsGrace() throws Exception {
        Instance instance = backend.spawn(Starts.jvm("stubborn", lines::add));
        rest("ready ");

        Exit exit = end(instance.stop(Duration.ofMillis(200)));

        assertThat(exit.cause()).isEqualTo(Cause.KILLED);
        assertThat(exit.code()).isEqualTo(137);
    }

    @Test
    void endsWhatAChildLeftBehindWhenItEndedByItself() throws Exception {
        Instance instance = backend.spawn(Starts.jvm("exit", lines::add));
        ProcessHandle below = process(rest("below "));

        Exit exit = end(instance.exit());

        assertThat(exit.cause()).isEqualTo(Cause.BY_ITSELF);
        assertThat(exit.code()).isEqualTo(42);
        assertThat(lines).last().extracting(Line::text).isEqualTo("12:00 ERROR going");
        assertThat(below.isAlive()).isFalse();
        assertThat(backend.instances()).isEmpty();
    }

    @Test
    void tellsThatAChildRanOutOfHeap() throws Exception {
        assertThat(end(backend.spawn(Starts.jvm("heap", lines::add)).exit()).cause())
                .isEqualTo(Cause.OUT_OF_HEAP);
    }

    @Test
    void doesNotTakeTheEndOfTheOutputForTheEndOfTheChild() throws Exception {
        Instance instance = backend.spawn(Starts.jvm("mute", lines::add));
        rest("closing");

        assertThat(instance.exit()).isNotDone();
        assertThat(end(instance.stop(LONG)).cause()).isEqualTo(Cause.STOPPED);
    }

    @Test
    void passesTheEndOfAnExecutableOn() throws Exception {
        var program = new Program.Executable(Path.of("sh"), List.of("-c", "cat; exit 7"));
        Instance instance =
                backend.spawn(Starts.with(Starts.of(program, lines::add), handover(Handover.Way.STANDARD_INPUT)));

        assertThat(end(instance.exit()).code()).isEqualTo(7);
        assertThat(lines).extracting(Line::text).containsExactly("pässword");
    }

    @Test
    void passesAPoliteStopOnToAnExecutable() throws Exception {
        var program = new Program.Executable(
                Path.of("sh"),
                List.of("-c", "trap 'echo bye; exit 5' TERM; echo ready $$; while :; do sleep 0.1; done"));
        Instance instance = backend.spawn(Starts.of(program, lines::add));
        rest("ready ");

        Exit exit = end(instance.stop(LONG));

        assertThat(exit.cause()).isEqualTo(Cause.STOPPED);
        assertThat(exit.code()).isEqualTo(5);
        rest("bye");
    }

    @Test
    void endsAnExecutableWhoseGuardianWasKilled() throws Exception {
        var program = new Program.Executable(Path.of("sh"), List.of("-c", "echo ready $$; exec sleep 1000"));
        Instance instance = backend.spawn(Starts.of(program, lines::add));
        ProcessHandle sleeping = process(rest("ready "));

        process(Long.toString(instance.pid().orElseThrow())).destroyForcibly();

        assertThat(end(instance.exit()).cause()).isEqualTo(Cause.BY_SIGNAL);
        assertThat(sleeping.isAlive()).isFalse();
    }

    @Test
    void givesAChildFewOfTheHostsVariables() throws Exception {
        var surroundings = new Start.Surroundings(
                Map.of("MINE", "1", "MODKIT_MODULE_CONFIG", "x"), Optional.of(data), Optional.of("http://d"));
        Start start = Starts.in(Starts.of(new Program.Executable(Path.of("env"), List.of()), lines::add), surroundings);

        end(backend.spawn(start).exit());

        var names = lines.stream().map(line -> line.text().split("=")[0]).toList();
        assertThat(names)
                .contains("MINE", "PATH", "MODKIT_MODULE_NAME", "MODKIT_INSTANCE_ID", "MODKIT_DIRECTORY_ENDPOINT")
                .doesNotContain("MODKIT_MODULE_CONFIG", "MODKIT_HOST_PROCESS", "SECRET_OF_THE_HOST");
    }

    @Test
    void refusesAFolderThatIsNoneAndAFileThatCannotRun() throws Exception {
        var program = new Program.Executable(Files.writeString(data.resolve("text"), "x"), List.of());
        var nowhere = new Start.Surroundings(Map.of(), Optional.of(data.resolve("absent")), Optional.empty());

        assertThatThrownBy(() -> backend.spawn(Starts.of(program, lines::add)))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("should be a file that can be run");
        assertThatThrownBy(() -> backend.spawn(Starts.in(Starts.jvm("plain", lines::add), nowhere)))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("should be a folder");
        backend.close();
        assertThatThrownBy(() -> backend.spawn(Starts.jvm("plain", lines::add)))
                .hasMessageContaining("the host is going down");
    }

    @Test
    void keepsTheFoldersOfTheLastThree() throws Exception {
        for (int i = 0; i < 5; i++) {
            end(backend.spawn(Starts.of(new Program.Executable(Path.of("true"), List.of()), lines::add))
                    .exit());
        }
        try (Stream<Path> folders = Files.list(data.resolve("calc/instances"))) {
            assertThat(folders).hasSize(InstanceFolder.KEPT + 1);
        }
    }

    private void assertSecretIsNotSeen(Instance instance) throws Exception {
        Path process = Path.of("/proc/" + instance.pid().orElseThrow());
        if (Files.isDirectory(process)) {
            assertThat(Files.readString(process.resolve("environ"))).doesNotContain("ssword");
            assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain("ssword");
        }
    }

    private static Handover handover(Handover.Way way) {
        return new Handover(way, "pässword".getBytes(StandardCharsets.UTF_8));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static Exit end(CompletableFuture<Exit> exit) throws Exception {
        return exit.get(60, TimeUnit.SECONDS);
    }

    /** Waits for a line, and returns what follows its beginning. */
    private String rest(String beginning) throws Exception {
        while (true) {
            Line line = lines.poll(60, TimeUnit.SECONDS);
            assertThat(line).as("a line that begins with '%s'", beginning).isNotNull();
            if (line.text().startsWith(beginning)) {
                return line.text().substring(beginning.length());
            }
        }
    }
}
