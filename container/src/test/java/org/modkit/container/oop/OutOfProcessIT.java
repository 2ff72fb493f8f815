// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;

/** A module in a process of its own, as its user and the operating system see it. */
class OutOfProcessIT {
    private static final String OOP = "runtime: { type: oop }, supervision: { backoff: 100ms }";

    @TempDir
    Path home;

    @Test
    void oneLineMovesAModuleOutAndBackAndThoseThatNeedItDoNotNotice() throws IOException {
        try (var pair = Pair.on(home, "")) {
            assertThat(pair.answering()).contains(pair.host());

            Pair.configure(home, "runtime: { type: oop }");
            long child = pair.awaitOtherThan(List.of(pair.host()));

            assertThat(pair.children()).containsExactly(child);
            assertThat(pair.container().log("modkit.log")).contains("Echo in process " + child + ".");
            assertThat(pair.container().look(false, "status")).contains("process " + child);
            assertThat(pair.container().look(false, "why", "echo")).contains("process " + child, "instance");
            assertThat(pair.container().look(false, "journal", "100")).contains("process " + child);

            Pair.configure(home, "");
            assertThat(pair.awaitOtherThan(List.of(child))).isEqualTo(pair.host());
            Await.until("the child to be gone", () -> pair.children().isEmpty());
        }
    }

    @Test
    void isStartedBeforeThoseThatNeedItAndStoppedAfterThem() throws IOException {
        try (var pair = Pair.on(home, OOP)) {
            assertThat(pair.children()).containsExactly(pair.awaitOtherThan(List.of(pair.host())));

            pair.container().signal("TERM");

            assertThat(pair.container().awaitExit()).isZero();
            assertThat(pair.children()).isEmpty();
            assertThat(pair.container().journal("running")).containsExactly("running echo", "running asker");
            assertThat(pair.container().undone("INIT")).containsExactly("asker");
            assertThat(pair.container().undone("SPAWN")).containsExactly("echo");
            assertThat(pair.container().stderr())
                    .containsSubsequence("Module 'asker' was closed", "Module 'echo' ended in its process");
        }
    }

    @Test
    void comesBackByItselfAfterItWasKilled() throws IOException {
        try (var pair = Pair.on(home, OOP)) {
            long first = pair.awaitOtherThan(List.of(pair.host()));
            long begin = System.nanoTime();

            Pair.kill(first);

            long second = pair.awaitOtherThan(List.of(pair.host(), first));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            assertThat(pair.children()).containsExactly(second);
            assertThat(pair.container().journal("running")).containsExactly("running echo", "running asker");
            assertThat(pair.container().look(false, "why", "echo"))
                    .contains("process " + second, "1 restart", "SIGKILL");
        }
    }

    @Test
    void leavesNoChildWhenTheHostIsKilled() throws IOException {
        List<Long> before;
        try (var pair = Pair.on(home, "runtime: { type: oop, instances: 2 }")) {
            pair.container().awaitState("asker", "RUNNING");
            before = pair.children();
            assertThat(before).hasSize(2);

            pair.container().signal("KILL");
            pair.container().awaitExit();

            Await.until("all children to be gone", () -> pair.children().isEmpty());
            // The system may keep the entry of one that nobody waits for; nothing runs under it.
            assertThat(before).allMatch(pid -> Pair.visible(pid).isEmpty());
        }
        try (var again = Pair.on(home, "runtime: { type: oop, instances: 2 }")) {
            again.container().awaitState("asker", "RUNNING");
            assertThat(again.children()).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void givesUpWithASentenceWhatEndsAtOnceAndTriesAgainWhenThatIsMended() throws IOException {
        String supervision = "supervision: { backoff: 100ms, max_restarts: 2 }";
        try (var pair = Pair.on(home, "runtime: { type: oop }, config: { fault: the key }, " + supervision)) {
            pair.container().awaitState("echo", "FAILED");
            pair.container().awaitState("asker", "WAITING");
            String why = pair.container().look(false, "why", "echo").replaceAll("\\s+", " ");
            assertThat(why).contains("2 restarts", "exit code 9", "What is wrong is the key.");
            assertThat(pair.children()).isEmpty();

            Pair.configure(home, "runtime: { type: oop }, " + supervision);
            pair.container().awaitState("asker", "RUNNING");
            assertThat(pair.answering()).isPresent();
        }
    }

    @Test
    void balancesTwoAndLosesNoCallWhenOneHasBeenMissed() throws IOException {
        try (var pair = Pair.on(home, "runtime: { type: oop, instances: 2 }, supervision: { backoff: 5s }")) {
            Set<Long> answered = new HashSet<>();
            Await.until("both to answer", () -> {
                pair.answering().ifPresent(answered::add);
                return answered.size() == 2;
            });
            assertThat(pair.children()).containsExactlyInAnyOrderElementsOf(answered);
            long killed = answered.iterator().next();

            Pair.kill(killed);

            // Idempotent, so that even the calls that met the dead one are made again.
            for (int call = 0; call < 200; call++) {
                assertThat(pair.answering()).as("call " + call).isPresent().isNotEqualTo(Optional.of(killed));
            }
            Await.until("another one to take its place", () -> pair.children().size() == 2);
        }
    }

    @Test
    void keepsSecretsFromWhoeverMayNotReadTheUsersFiles() throws IOException {
        try (var pair = Pair.on(home, "runtime: { type: oop }, config: { password: geheim }")) {
            long child = pair.awaitOtherThan(List.of(pair.host()));
            Path instance = instance();

            assertThat(Pair.visible(child)).contains("MODKIT_INSTANCE_ID").doesNotContain("geheim");
            assertThat(Files.getPosixFilePermissions(instance)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(instance.resolve("handover")).doesNotExist();
            assertThat(pair.container().log("modkit.log")).doesNotContain("geheim");

            pair.container().signal("TERM");
            pair.container().awaitExit();
            try (Stream<Path> files = Files.walk(instance)) {
                assertThat(files.filter(Files::isRegularFile))
                        .noneMatch(file -> file.toFile().length() < 1_000_000 && contains(file, "geheim"));
            }
        }
    }

    private Path instance() throws IOException {
        try (Stream<Path> instances = Files.list(home.resolve("data/echo/instances"))) {
            return instances.findFirst().orElseThrow();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
