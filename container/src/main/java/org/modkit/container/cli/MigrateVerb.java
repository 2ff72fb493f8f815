// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modkit.container.control.ControlClient;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.InstanceLock;
import org.modkit.container.launch.Container;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code modkit migrate}: the first two phases of {@code modkit run}, and then the end.
 *
 * <p>The container in this process answers over its control channel like any other, so that there is one code that
 * answers. If another process runs a container on this home, that one is asked.
 */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Migrates the databases of all modules as 'modkit run' does before it initializes them, tells what was"
                    + " applied, skipped and failed, and ends.",
            "If a container runs on this home, tells what its migrations did."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; with --status also if change sets are pending",
            "1:a module failed, was not migrated, or has change sets that were edited after being applied",
            "2:the command line is wrong",
            "4:the configuration has problems",
            "5:another container runs on this home and does not answer yet",
            "130:a second signal ended the process at once"
        })
final class MigrateVerb implements Callable<Integer> {
    private static final String VERB = "migrate";

    private final Home home;

    @ArgGroup
    private Instead instead;

    MigrateVerb(Home home) {
        this.home = home;
    }

    /** What can be asked for instead of migrating. */
    private static final class Instead {
        @Option(names = "--status", description = "Tell what is applied, pending, and edited after being applied.")
        private boolean status;

        @Option(names = "--dry-run", description = "Print the SQL that migrating would execute; nothing is written.")
        private boolean dryRun;

        @Option(
                names = "--release-lock",
                paramLabel = "MODULE",
                description = "Release the migration lock of a module, whoever holds it.")
        private String module;

        private List<String> words() {
            return status ? List.of("--status") : dryRun ? List.of("--dry-run") : List.of("--release-lock", module);
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> words = instead == null ? List.of() : instead.words();
        Optional<ProcessHandle> running = InstanceLock.holder(home.instance());
        if (running.isPresent()) {
            return new PassedOn(home, VERB).ask(running.get(), words);
        }
        Map<String, String> properties = new HashMap<>();
        properties.put("modkit.ceiling", "DATABASE");
        properties.put("modkit.migrate", words.isEmpty() ? "apply" : "hold");
        // What is answered is a table or a script; the log's file has the rest.
        properties.put(Launch.CONSOLE, "quiet");
        var asker = new Asker(words);
        int exit = new Launch(home, false, properties).run(asker);
        // With 'fail-fast' the container may have ended before it had answered.
        return asker.answer.orElse(exit == ExitCodes.OK ? ExitCodes.FAILED : exit);
    }

    /** Asks this process's own container and ends it. */
    private final class Asker implements Container.Listener {
        private final List<String> words;
        private Optional<Integer> answer = Optional.empty();

        Asker(List<String> words) {
            this.words = words;
        }

        @Override
        public void started(Framework framework) {
            try {
                answer = ask();
                framework.stop();
            } catch (BundleException e) {
                throw new IllegalStateException("The framework refused to stop.", e);
            }
        }

        private Optional<Integer> ask() {
            var question = new ControlClient.Question(VERB, words, home.json(), home.width());
            try {
                return new ControlClient(ControlPath.find(home.instance()), home.out, home.err).ask(question);
            } catch (IOException e) {
                home.err.println("This process does not answer on its own control channel. The log in '"
                        + home.instance().log() + "' tells more.");
                return Optional.empty();
            }
        }

        @Override
        public void interrupted() {
            home.err.println("Stopping in order. What was applied stays applied. A second signal ends the process at"
                    + " once.");
        }
    }
}
