// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a host as nothing can be caught, and looks whether its children are left. */
@Timeout(180)
class HostKilledIT {
    @Test
    void leavesNoChildWhenTheHostIsKilled(@TempDir Path data) throws Exception {
        String classPath =
                Starts.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        HostMain.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> children = new ArrayList<>();
        try {
            // Four children, and what one of them started and left alone.
            BufferedReader output = host.inputReader();
            while (children.size() < 5) {
                String line = output.readLine();
                assertThat(line).as("what the host says").isNotNull();
                String[] words = line.split(" ");
                if (words[0].equals("ready") || words[0].equals("below")) {
                    children.add(ProcessHandle.of(Long.parseLong(words[1])).orElseThrow());
                }
            }
            List<ProcessHandle> all = host.descendants().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(4);
            children.addAll(all);

            host.destroyForcibly().onExit().get(30, TimeUnit.SECONDS);

            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
        } finally {
            host.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
