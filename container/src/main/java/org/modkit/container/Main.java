// SPDX-License-Identifier: Apache-2.0
package org.modkit.container;

import org.modkit.container.cli.CommandLineInterface;

/** Where {@code bin/modkit} enters. */
public final class Main {
    private Main() {}

    /**
     * Carries out one verb and ends the process with its exit code.
     *
     * @param arguments the words behind {@code modkit}
     */
    public static void main(String[] arguments) {
        // Modules may have left threads behind that are no daemons; the answer is final all the same.
        System.exit(CommandLineInterface.run(arguments));
    }
}
