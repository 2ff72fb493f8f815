// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.modkit.container.control.ControlClient;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.InstanceLock;
import picocli.CommandLine.Command;

/** {@code modkit stop}: returns when the process is gone. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Takes all modules down in order, ends the container and waits until it is gone.")
final class StopVerb implements Callable<Integer> {
    private static final long REMIND_SECONDS = 5;

    private final Home home;

    StopVerb(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = InstanceLock.holder(home.instance());
        if (running.isEmpty()) {
            return home.notRunning();
        }
        long begin = System.nanoTime();
        home.out.println("Stopping the container of '" + home.instance().home() + "' (process "
                + running.get().pid() + ").");
        int exit = ask(running.get());
        if (exit != ExitCodes.OK) {
            return exit;
        }
        await(running.get(), begin);
        home.out.println("Stopped after " + seconds(begin) + ".");
        return ExitCodes.OK;
    }

    private int ask(ProcessHandle container) throws IOException {
        var question = new ControlClient.Question("stop", List.of(), false, home.width());
        try {
            // No exit code means that it ended while it answered, which is what was asked for.
            return new ControlClient(ControlPath.find(home.instance()), home.out, home.err)
                    .ask(question)
                    .orElse(ExitCodes.OK);
        } catch (IOException e) {
            home.out.println("It does not answer on its control channel, so it is sent a signal instead.");
            container.destroy();
            return ExitCodes.OK;
        }
    }

    /** Without a limit: each hook on the way down has its deadline, and who is in a hurry has a second signal. */
    private void await(ProcessHandle container, long begin) throws InterruptedException {
        var gone = container.onExit();
        while (true) {
            try {
                gone.get(REMIND_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                home.out.println("Still stopping after " + seconds(begin) + ". To end it at once: kill -TERM "
                        + container.pid() + ", twice.");
            } catch (ExecutionException e) {
                throw new IllegalStateException("Waiting for process " + container.pid() + " failed.", e);
            }
        }
    }

    private static String seconds(long begin) {
        return String.format("%.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
