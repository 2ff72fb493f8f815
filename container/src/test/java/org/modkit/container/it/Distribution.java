// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The unpacked distribution that this build has made. */
public final class Distribution {
    /** Where it lies; the tests run in the folder of their Maven module. */
    public static final Path FOLDER = Path.of("target", "modkit").toAbsolutePath();

    /** For containers whose file is to say at which port the gateway listens. */
    public static final Map<String, String> PORT_OF_FILE = Map.of("MODKIT__modules__rest_gateway__config__port", "");

    /** Gateway and hub of every other container that a test starts take free ones, since the usual ones may be taken. */
    private static final Map<String, String> FREE_PORTS =
            Map.of("MODKIT__modules__rest_gateway__config__port", "0", "MODKIT__modules__grpc_hub__config__port", "0");

    private Distribution() {}

    /** What a verb that ended said. */
    public record Answer(int exit, String out, String err) {}

    /** Carries out a verb and waits for its end. */
    public static Answer modkit(Path home, String... words) {
        return modkit(home, Map.of(), words);
    }

    public static Answer modkit(Path home, Map<String, String> environment, String... words) {
        try {
            Path output = Files.createTempDirectory("modkit");
            Process process = start(home, environment, List.of(words), output);
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("'modkit " + String.join(" ", words) + "' does not end.");
            }
            var answer = new Answer(process.exitValue(), Files.readString(out(output)), Files.readString(err(output)));
            Files.delete(out(output));
            Files.delete(err(output));
            Files.delete(output);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static Path out(Path output) {
        return output.resolve("stdout.txt");
    }

    public static Path err(Path output) {
        return output.resolve("stderr.txt");
    }

    /** Starts a verb whose output goes to two files in a folder. */
    public static Process start(Path home, Map<String, String> environment, List<String> words, Path output)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(FOLDER.resolve("bin/modkit").toString()));
        command.addAll(words);
        command.addAll(List.of("--home", home.toString()));
        return start(command, environment, output);
    }

    public static Process start(List<String> command, Map<String, String> environment, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out(output).toFile())
                .redirectError(err(output).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MODKIT"));
        builder.environment().putAll(FREE_PORTS);
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        return builder.start();
    }

    /** Returns a sample's jar. */
    public static Path sample(String name) {
        try (Stream<Path> samples = Files.walk(FOLDER.resolve("samples"))) {
            return samples.filter(file -> file.getFileName().toString().startsWith("org.modkit.samples." + name + "-0"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no sample '" + name + "'."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
