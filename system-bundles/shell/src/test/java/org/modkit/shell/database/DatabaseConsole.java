// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.Phase;
import org.modkit.shell.ScriptedRuntime;
import org.modkit.shell.verb.Host;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.RuntimeSource;
import org.modkit.shell.verb.Verbs;

/** Databases and a runtime that answer what a test tells them to, and what was printed. */
class DatabaseConsole {
    static final ChangeSet TABLE = new ChangeSet("1", "ann", "db/001.sql");
    static final ChangeSet ROWS = new ChangeSet("2", "ann", "db/002.yaml");

    final List<String> told = new ArrayList<>();
    final Reply reply = new Reply() {
        @Override
        public void out(String text) {
            told.add(text);
        }

        @Override
        public void err(String text) {
            told.add("! " + text);
        }
    };

    final ScriptedRuntime scripted = new ScriptedRuntime();
    final RuntimeSource runtime = () -> Optional.of(scripted);
    Optional<ScriptedDatabases> databases = Optional.of(new ScriptedDatabases());
    boolean endsAfterMigrating = true;

    int run(String verb, String... words) {
        DatabaseSource source = () -> databases.map(all -> all);
        return Verbs.of(runtime, Host.karaf(), Clock.systemUTC())
                .with("migrate", new MigrateVerb(runtime, source, endsAfterMigrating))
                .with("databases", new DatabasesVerb(source))
                .run(verb, Invocation.of(List.of(words), 120), reply);
    }

    static ModuleStatus module(String name, ModuleState state, String reason, String... capabilities) {
        return new ModuleStatus(
                name,
                state,
                Optional.empty(),
                false,
                true,
                List.of(capabilities),
                List.of(),
                new BundleRef("acme." + name, "1.2.0", 42),
                ScriptedRuntime.SINCE,
                0,
                "",
                reason);
    }

    static ModuleStatus past(Phase phase, ModuleStatus module) {
        return new ModuleStatus(
                module.name(),
                module.state(),
                Optional.of(phase),
                module.system(),
                module.required(),
                module.capabilities(),
                module.needs(),
                module.bundle(),
                module.since(),
                module.restarts(),
                module.place(),
                module.reason());
    }

    static MigrationReport applied() {
        return new MigrationReport(
                "ledger", "h2:file:/srv/ledger", Outcome.APPLIED, List.of(TABLE, ROWS), 1, "", Duration.ofMillis(120));
    }

    static MigrationReport upToDate() {
        return new MigrationReport("mail", "h2:mem:mail", Outcome.UP_TO_DATE, List.of(), 4, "", Duration.ofMillis(3));
    }

    static MigrationReport failed() {
        return new MigrationReport(
                "notes",
                "",
                Outcome.FAILED,
                List.of(),
                0,
                "Change set '7' failed. Correct it.",
                Duration.ofMillis(1500));
    }
}
