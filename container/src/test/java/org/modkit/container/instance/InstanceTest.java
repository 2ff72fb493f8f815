// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    @TempDir
    Path folder;

    private Instance prepared(Path home) throws IOException {
        var instance = new Instance(home);
        FirstUse.prepare(instance, folder.resolve("installation"), "# template\n");
        return instance;
    }

    @Test
    void isCreatedWithDefaultsOnFirstUse() throws IOException {
        Instance instance = prepared(folder.resolve("home"));

        assertThat(instance.configuration()).hasContent("# template");
        assertThat(instance.deploy()).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(instance.run()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keepsWhatIsThereOnLaterUse() throws IOException {
        Instance instance = prepared(folder.resolve("home"));
        Files.writeString(instance.configuration(), "deploy:\n");

        prepared(folder.resolve("home"));

        assertThat(instance.configuration()).hasContent("deploy:");
    }

    @Test
    void getsTheSamplesIfItLiesInTheInstallation() throws IOException {
        Path installation = folder.resolve("installation");
        Files.createDirectories(installation.resolve("samples/spare"));
        Files.createFile(installation.resolve("samples/a.jar"));
        Files.createFile(installation.resolve("samples/spare/b.jar"));

        Instance instance = prepared(installation);
        assertThat(instance.deploy()).isDirectoryContaining("glob:**a.jar").isDirectoryNotContaining("glob:**b.jar");

        Files.delete(instance.deploy().resolve("a.jar"));
        prepared(installation);
        assertThat(instance.deploy()).isEmptyDirectory();
    }

    @Test
    void isHeldByOneAtATime() throws IOException {
        Instance instance = prepared(folder.resolve("home"));

        try (InstanceLock held = InstanceLock.tryTake(instance).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(InstanceLock.tryTake(instance)).isEmpty();
            assertThat(InstanceLock.holder(instance)).contains(ProcessHandle.current());
        }

        assertThat(InstanceLock.holder(instance)).isEmpty();
        InstanceLock.tryTake(instance).orElseThrow().close();
    }

    @Test
    void isHeldByNobodyIfTheProcessIsGoneOrItsNumberWasGivenAway() throws IOException {
        Instance instance = prepared(folder.resolve("home"));
        Path lock = instance.run().resolve("modkit.lock");

        assertThat(InstanceLock.holder(new Instance(folder.resolve("nowhere")))).isEmpty();
        Files.writeString(lock, ProcessHandle.current().pid() + " 12345\n");
        assertThat(InstanceLock.holder(instance)).isEmpty();
        Files.writeString(lock, "nonsense");
        assertThat(InstanceLock.holder(instance)).isEmpty();
    }

    @Test
    void listensInItsOwnFolderIfThePathIsShort() throws IOException {
        Instance instance = prepared(folder.resolve("h"));

        assertThat(ControlPath.choose(instance)).isEqualTo(instance.run().resolve("modkit.sock"));
        assertThat(ControlPath.find(instance)).isEqualTo(instance.run().resolve("modkit.sock"));
    }

    @Test
    void listensInAClosedTemporaryFolderIfThePathIsTooLong() throws IOException {
        Instance instance = prepared(folder.resolve("long-".repeat(20)).resolve("longer-".repeat(20)));

        Path chosen = ControlPath.choose(instance);
        assertThat(chosen.toString().length()).isLessThan(100);
        assertThat(Files.getPosixFilePermissions(chosen.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(ControlPath.find(instance)).isEqualTo(chosen);

        Files.createFile(chosen);
        ControlPath.forget(instance);
        assertThat(chosen.getParent()).doesNotExist();
    }
}
