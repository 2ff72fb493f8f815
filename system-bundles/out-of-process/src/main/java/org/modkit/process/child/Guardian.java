// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Holds the lifeline for a program that knows nothing of it: starts it, passes its output, its end and a polite stop on, and
 * takes it along when the host has gone.
 *
 * <p>The main class of a small JVM between the host and an executable.
 */
public final class Guardian {
    /** The exit code if the program could not be started, as of shells. */
    public static final int NOT_STARTED = 127;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Guardian() {}

    /**
     * Runs a program.
     *
     * @param command the program and its arguments
     * @throws IOException if the handover cannot be read
     */
    public static void main(String[] command) throws IOException {
        var lifeline = new Lifeline(System.getenv(), System.in);
        Optional<byte[]> document = Optional.empty();
        if (ChildEnvironment.STANDARD_INPUT.equals(System.getenv(ChildEnvironment.CONFIG_FILE))) {
            document = lifeline.handover();
        }
        // First the hook, then the program: a stop may come as soon as the program is there.
        var started = new CompletableFuture<Process>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ask(started.join()), "modkit-guardian-stop"));
        Process program = start(command);
        started.complete(program);
        lifeline.hold(() -> {
            lifeline.tree().stop(List.of(program.toHandle()), GRACE);
            Runtime.getRuntime().halt(Lifeline.HOST_GONE);
        });
        feed(program, document);
        Runtime.getRuntime().halt(program.onExit().join().exitValue());
    }

    private static Process start(String[] command) {
        try {
            var builder = new ProcessBuilder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            // The lifeline ends here: the input of the program does not last as long as the host.
            builder.environment().remove(ChildEnvironment.HOST);
            return builder.start();
        } catch (IOException e) {
            System.err.println("modkit-guardian ERROR The program should start, but does not: " + e.getMessage()
                    + ". Check 'execution.executable_path' of the module.");
            Runtime.getRuntime().halt(NOT_STARTED);
            throw new IllegalStateException(e);
        }
    }

    /** The program has no lifeline to watch, so its input ends after the document. */
    private static void feed(Process program, Optional<byte[]> document) {
        try (OutputStream input = program.getOutputStream()) {
            input.write(document.orElse(new byte[0]));
        } catch (IOException e) {
            // A program need not read its input.
            return;
        }
    }

    /** How long this may take is the host's to say, which kills in the end. */
    private static void ask(Process program) {
        program.destroy();
        Runtime.getRuntime().halt(program.onExit().join().exitValue());
    }
}
