// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {
    @TempDir
    Path data;

    /** A container removes them itself when it ends, unless it is killed. */
    @Test
    void anEndLeavesNoSecretsAndNoCopiesOfBundlesButTheLog() throws Exception {
        var folder = InstanceFolder.create(data, "ledger", UUID.randomUUID());
        folder.handOver(new byte[1]);
        write(folder.work().resolve("etc/modkit.yaml"));
        write(folder.work().resolve("data/framework.cache/bundle1/bundle.jar"));
        write(folder.work().resolve("log/modkit.log"));

        folder.ended();

        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("modkit.log");
        }
        assertThat(InstanceFolder.recorded(data)).isEmpty();
    }

    private static void write(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "secret");
    }
}
