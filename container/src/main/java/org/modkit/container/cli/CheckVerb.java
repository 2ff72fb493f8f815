// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code modkit check}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Checks the configuration and lists all problems at once; needs no running container.",
            "Without problems, tells which database every module has."
        })
final class CheckVerb implements Callable<Integer> {
    private final Home home;

    CheckVerb(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        return new ConfigurationPrinter(home).check();
    }
}
