// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import org.modkit.api.status.ModkitRuntime;

/** Takes a module down and up again, with those that need it. */
final class RestartVerb implements Verb {
    private final RuntimeSource runtime;

    RestartVerb(RuntimeSource runtime) {
        this.runtime = runtime;
    }

    @Override
    public String usage() {
        return "restart MODULE";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(1, asked);
        String module = asked.arguments().get(0);
        ModkitRuntime found = runtime.get();
        if (!Answers.await(found.restart(module))) {
            throw Refusal.because(Answers.unknown(found, module));
        }
        reply.out("Module '" + module + "' goes down and up again, with the modules that need it. 'why " + module
                + "' tells how it goes.");
        return Exit.OK;
    }
}
