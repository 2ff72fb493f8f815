// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import org.modkit.api.status.ModkitRuntime;

/** Tries a FAILED module again. */
final class RetryVerb implements Verb {
    private final RuntimeSource runtime;

    RetryVerb(RuntimeSource runtime) {
        this.runtime = runtime;
    }

    @Override
    public String usage() {
        return "retry MODULE";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(1, asked);
        String module = asked.arguments().get(0);
        ModkitRuntime found = runtime.get();
        if (!Answers.await(found.retry(module))) {
            throw Refusal.because(found.status()
                    .module(module)
                    .map(m -> "Expected module '" + module + "' to be FAILED, but it is " + m.state()
                            + ". Use 'restart " + module + "' to take it down and up again.")
                    .orElseGet(() -> Answers.unknown(found, module)));
        }
        reply.out("Module '" + module + "' is tried again. 'why " + module + "' tells how it goes.");
        return Exit.OK;
    }
}
