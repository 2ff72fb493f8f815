// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.time.ZoneId;
import java.util.List;
import org.modkit.api.status.JournalEntry;
import org.modkit.shell.print.JournalJson;
import org.modkit.shell.print.JournalPage;

/** Lists what happened last. */
final class JournalVerb implements Verb {
    private static final int USUAL = 20;

    private final String name;
    private final RuntimeSource runtime;
    private final ZoneId zone;

    JournalVerb(String name, RuntimeSource runtime, ZoneId zone) {
        this.name = name;
        this.runtime = runtime;
        this.zone = zone;
    }

    @Override
    public String usage() {
        return name + " [N] [--json]";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        List<JournalEntry> entries = runtime.get().journal(count(asked));
        if (asked.json()) {
            entries.forEach(entry -> reply.out(JournalJson.of(entry)));
        } else {
            reply.out(JournalPage.of(entries, zone, asked.width()));
        }
        return Exit.OK;
    }

    private int count(Invocation asked) {
        if (asked.arguments().isEmpty()) {
            return USUAL;
        }
        expect(1, asked);
        try {
            int count = Integer.parseInt(asked.arguments().get(0));
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that makes no sense.
        }
        throw misuse(asked);
    }
}
