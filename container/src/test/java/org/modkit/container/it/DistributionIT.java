// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who unpacks the archive and types the first command. */
class DistributionIT {
    @TempDir
    Path folder;

    private Path unpacked() throws IOException, InterruptedException {
        try (Stream<Path> built = Files.list(Distribution.FOLDER.getParent())) {
            Path archive = built.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        }
        try (Stream<Path> top = Files.list(folder)) {
            return top.findFirst().orElseThrow();
        }
    }

    private int run(Path command, String... words) throws IOException, InterruptedException {
        Process process = Distribution.start(
                Stream.concat(Stream.of(command.toString()), Stream.of(words)).toList(), Map.of(), folder);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void runsFromAnywhereAndThroughALink() throws Exception {
        Path command = unpacked().resolve("bin/modkit");
        Path link = Files.createSymbolicLink(folder.resolve("link"), command);

        assertThat(run(link, "--version")).isZero();

        assertThat(Distribution.out(folder)).content().startsWith("modkit ").contains(" on Java ");
        assertThat(Distribution.err(folder)).isEmptyFile();
    }

    @Test
    void tellsHowItIsUsed() throws Exception {
        Path command = unpacked().resolve("bin/modkit");

        assertThat(run(command, "--help")).isZero();
        assertThat(Distribution.out(folder)).content().contains("run", "status", "why", "stop", "check", "Exit codes:");
        assertThat(run(command)).isEqualTo(2);
        assertThat(run(command, "statsu")).isEqualTo(2);
        assertThat(Distribution.err(folder)).content().contains("'statsu'", "status");
        assertThat(run(command, "why")).isEqualTo(2);
    }

    @Test
    void runsTheSamplesAtTheFirstCommandAndKeepsTheSpareOnesAside() throws Exception {
        Path installation = unpacked();
        Process process =
                Distribution.start(List.of(installation.resolve("bin/modkit").toString(), "run"), Map.of(), folder);
        try {
            Path out = Distribution.out(folder);
            Await.until("the welcome", () -> out.toFile().length() > 0);

            assertThat(out).content().contains("greeter", "hello").doesNotContain("broken");
            assertThat(installation.resolve("deploy")).isDirectoryNotContaining("glob:**broken*");
            assertThat(installation.resolve("samples/spare")).isDirectoryContaining("glob:**broken*");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
