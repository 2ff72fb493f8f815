// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modkit run}: is the container until it stops. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Runs the container until it is stopped by 'modkit stop', Ctrl-C or SIGTERM.")
final class RunVerb implements Callable<Integer> {
    private final Home home;
    private final long begin = System.nanoTime();

    @Option(names = "--shell", description = "Open the Gogo shell on this terminal.")
    private boolean shell;

    RunVerb(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        return new Launch(home, shell, Map.of()).run(new Welcome(home, home.instance(), begin));
    }
}
