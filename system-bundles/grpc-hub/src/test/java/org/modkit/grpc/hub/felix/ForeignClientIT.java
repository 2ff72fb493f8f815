// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.grpc.hub.guest.GreeterModule;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;

/**
 * A client in another language, made of packages that nobody here wrote, talks to the hub: it asks what is served, how it is,
 * and calls a service with what it was told only. Skipped where there is no Node.js, unless {@code modkit.node} says that it
 * is required.
 */
class ForeignClientIT {
    private static final long PATIENCE_S = 300;

    @TempDir
    private Path folder;

    @Test
    void findsOutByReflectionHowToCallAService() throws Exception {
        assumeTrue(isThere("node") && isThere("npm"), "there is no Node.js");
        Path project = install();
        RealFelix felix = RealFelix.in(folder);
        try {
            felix.withRuntime("port", "0");
            felix.hub();
            felix.guest(GreeterModule.class, "1.0.0");
            felix.settled();

            String found = run(
                    project,
                    "node",
                    "client.js",
                    "127.0.0.1:" + felix.uri().getPort(),
                    GreeterGrpc.SERVICE_NAME,
                    "Greet",
                    "{\"text\":\"hello\"}");

            assertThat(found)
                    .contains("\"services\":[\"acme.v1.Greeter\",\"grpc.health.v1.Health\","
                            + "\"grpc.reflection.v1.ServerReflection\"]")
                    .contains("\"methods\":[\"Greet\"]")
                    .contains("\"unknown\":5,")
                    .contains("\"hub\":1,\"health\":1,\"unhealthy\":\"NOT_FOUND\"")
                    .contains("\"answer\":{\"text\":\"1.0.0 ");
        } finally {
            felix.close();
        }
    }

    /** Its packages are those of the committed lock file, byte by byte. */
    private Path install() throws Exception {
        Path source = Path.of(System.getProperty("node.project"));
        Path project = Files.createDirectory(folder.resolve("node"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, project.resolve(file.getFileName()));
            }
        }
        try {
            run(project, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        } catch (AssertionError failed) {
            assumeTrue(isRequired(), () -> "npm can't install the client: " + failed.getMessage());
            throw failed;
        }
        return project;
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty("modkit.node"));
    }

    private static boolean isThere(String program) {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
        if (!isThere && isRequired()) {
            throw new IllegalStateException("'" + program + "' is required, but it is not in the PATH.");
        }
        return isThere;
    }

    private String run(Path project, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, command[0], ".out");
        Process process = new ProcessBuilder(List.of(command))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as("'%s' ends in time", command[0])
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
