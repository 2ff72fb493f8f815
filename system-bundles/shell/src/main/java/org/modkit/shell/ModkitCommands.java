// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.modkit.shell.verb.Exit;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.Verbs;

/**
 * The verbs as commands of scope {@code modkit}. Gogo and Karaf find the methods by name and call them on the thread of
 * the session.
 *
 * <p>They print instead of returning: in the exec mode of Karaf's shell a return value is lost. {@code System.out} is
 * that session's output, pipes included, because both hosts put their own stream there for each thread.
 */
public final class ModkitCommands {
    static final List<String> FUNCTIONS =
            List.of("status", "why", "journal", "timeline", "retry", "restart", "migrate", "databases", "stop");

    private static final int WIDTH = 100;

    private final Verbs verbs;
    private final Supplier<PrintStream> output;

    ModkitCommands(Verbs verbs, Supplier<PrintStream> output) {
        this.verbs = verbs;
        this.output = output;
    }

    /**
     * Shows all modules.
     *
     * @param words {@code [--json]}
     */
    public void status(String... words) {
        run("status", words);
    }

    /**
     * Explains one module.
     *
     * @param words {@code MODULE [--json]}
     */
    public void why(String... words) {
        run("why", words);
    }

    /**
     * Lists what happened last.
     *
     * @param words {@code [N] [--json]}
     */
    public void journal(String... words) {
        run("journal", words);
    }

    /**
     * The same as {@link #journal}.
     *
     * @param words {@code [N] [--json]}
     */
    public void timeline(String... words) {
        run("timeline", words);
    }

    /**
     * Tries a failed module again.
     *
     * @param words {@code MODULE}
     */
    public void retry(String... words) {
        run("retry", words);
    }

    /**
     * Takes a module down and up again.
     *
     * @param words {@code MODULE}
     */
    public void restart(String... words) {
        run("restart", words);
    }

    /**
     * Tells what migrations did or would do, or releases a lock.
     *
     * @param words {@code [--status | --dry-run | --release-lock MODULE] [--json]}
     */
    public void migrate(String... words) {
        run("migrate", words);
    }

    /**
     * Shows the modules' databases and connections.
     *
     * @param words {@code [--json]}
     */
    public void databases(String... words) {
        run("databases", words);
    }

    /**
     * Stops the container.
     *
     * @param words nothing
     */
    public void stop(String... words) {
        run("stop", words);
    }

    private void run(String verb, String... words) {
        PrintStream out = output.get();
        var complaints = new StringBuilder();
        int exit = verbs.run(verb, Invocation.of(List.of(words), WIDTH), new Reply() {
            @Override
            public void out(String text) {
                out.println(text);
            }

            @Override
            public void err(String text) {
                complaints.append(complaints.isEmpty() ? "" : " ").append(text);
            }
        });
        out.flush();
        if (exit == Exit.FAILED || exit == Exit.USAGE) {
            throw new CommandRefused(complaints.toString());
        }
    }
}
