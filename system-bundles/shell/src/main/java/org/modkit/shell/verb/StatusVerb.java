// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.time.Clock;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.print.StatusJson;
import org.modkit.shell.print.StatusPage;

/** Shows all modules. */
final class StatusVerb implements Verb {
    private final RuntimeSource runtime;
    private final Clock clock;

    StatusVerb(RuntimeSource runtime, Clock clock) {
        this.runtime = runtime;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "status [--json]";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(0, asked);
        RuntimeStatus status = runtime.get().status();
        reply.out(asked.json() ? StatusJson.of(status) : StatusPage.of(status, clock.instant(), asked.width()));
        return status.ready() ? Exit.OK : Exit.NOT_READY;
    }
}
