// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.process.child.Identity;

/** A host that was killed has left notes; the next one reads them. */
@Timeout(60)
class OrphansIT {
    private static final String GONE = Integer.MAX_VALUE + "/1";

    @TempDir
    Path data;

    private final UUID id = UUID.randomUUID();
    private Process process;

    @BeforeEach
    void startSomething() throws Exception {
        process = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void endsAChildThatOutlivedItsHost() throws Exception {
        note(GONE, identity().text());

        assertThat(new LocalBackend(data).endOrphans())
                .containsExactly("The child 'calc' (instance " + id + ") had outlived its host and was ended.");
        assertThat(process.onExit().get(30, TimeUnit.SECONDS).exitValue()).isEqualTo(137);
        assertThat(new LocalBackend(data).endOrphans()).isEmpty();
    }

    @Test
    void sparesAStrangerWhoHasThePidNow() throws Exception {
        note(GONE, process.pid() + "/" + identity().birth() + "0");

        assertThat(new LocalBackend(data).endOrphans()).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void sparesTheChildOfAnotherHostThatLives() throws Exception {
        note(
                Identity.of(ProcessHandle.current().pid()).orElseThrow().text(),
                identity().text());

        assertThat(new LocalBackend(data).endOrphans()).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void clearsNotesAwayThatNobodyCanRead() throws Exception {
        note("rubbish", "");

        assertThat(new LocalBackend(data).endOrphans()).isEmpty();
        assertThat(folder().resolve("process")).doesNotExist();
        assertThat(folder().resolve("handover")).doesNotExist();
    }

    private Identity identity() {
        return Identity.of(process.pid()).orElseThrow();
    }

    private Path folder() {
        return data.resolve("calc/instances").resolve(id.toString());
    }

    private void note(String host, String child) throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("handover"), "secret");
        Files.writeString(folder().resolve("process"), host + "\n" + child + "\n");
    }
}
