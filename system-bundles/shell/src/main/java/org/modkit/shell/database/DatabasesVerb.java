// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import org.modkit.api.database.Databases;
import org.modkit.shell.verb.Exit;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.Verb;

/** Shows which module has which database, and how its connections are doing. */
public final class DatabasesVerb implements Verb {
    private final DatabaseSource databases;

    /**
     * Creates the verb.
     *
     * @param databases where it finds the databases
     */
    public DatabasesVerb(DatabaseSource databases) {
        this.databases = databases;
    }

    @Override
    public String usage() {
        return "databases [--json]";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        expect(0, asked);
        Databases found = databases.get();
        var page = new DatabasesPage(found.pools(), found.reports());
        reply.out(asked.json() ? page.json() : page.text(asked.width()));
        return Exit.OK;
    }
}
