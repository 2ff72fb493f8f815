// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.util.List;
import org.modkit.shell.print.Lines;
import org.modkit.shell.print.WhyJson;

/** Explains one module. */
final class WhyVerb implements Verb {
    private final RuntimeSource runtime;

    WhyVerb(RuntimeSource runtime) {
        this.runtime = runtime;
    }

    @Override
    public String usage() {
        return "why MODULE [--json]";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(1, asked);
        String module = asked.arguments().get(0);
        List<String> sentences = runtime.get().why(module);
        if (asked.json()) {
            reply.out(WhyJson.of(module, sentences));
        } else {
            sentences.forEach(sentence -> reply.out(Lines.wrap(sentence, "", asked.width())));
        }
        // An unknown module is explained as well, but a script must be able to tell.
        return runtime.get().status().module(module).isPresent() ? Exit.OK : Exit.FAILED;
    }
}
