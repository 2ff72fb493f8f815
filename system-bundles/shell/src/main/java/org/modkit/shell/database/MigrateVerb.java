// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.util.List;
import java.util.function.Consumer;
import org.modkit.api.database.Databases;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.verb.Exit;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Refusal;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.RuntimeSource;
import org.modkit.shell.verb.Verb;

/**
 * Tells what the migrations of this process did, what they would do, or how databases stand to their change logs.
 *
 * <p>It starts no migration: the runtime does, for every module on its way up. So all it does is wait until nobody is on
 * the way there any more, and read.
 */
public final class MigrateVerb implements Verb {
    private final RuntimeSource runtime;
    private final DatabaseSource databases;
    private final boolean endsAfterMigrating;

    /**
     * Creates the verb.
     *
     * @param runtime where it finds the runtime
     * @param databases where it finds the databases
     * @param endsAfterMigrating whether this process only migrates, so that every failure in it is one of migrating
     */
    public MigrateVerb(RuntimeSource runtime, DatabaseSource databases, boolean endsAfterMigrating) {
        this.runtime = runtime;
        this.databases = databases;
        this.endsAfterMigrating = endsAfterMigrating;
    }

    @Override
    public String usage() {
        return "migrate [--status | --dry-run | --release-lock MODULE] [--json]";
    }

    @Override
    public int run(Invocation asked, Reply reply) {
        List<String> words = asked.arguments();
        if (words.isEmpty()) {
            return migrated(asked, reply);
        }
        return switch (words.get(0)) {
            case "--status" -> status(asked, reply);
            case "--dry-run" -> plan(asked, reply);
            case "--release-lock" -> releaseLock(asked, reply);
            default -> throw misuse(asked);
        };
    }

    private int migrated(Invocation asked, Reply reply) {
        RuntimeStatus status = arrived(asked, reply);
        List<Migrated> all = Migrated.of(databases.get().reports(), Absent.fromMigrating(status, endsAfterMigrating));
        reply.out(asked.json() ? MigratedPage.json(all) : MigratedPage.of(all, asked.width()));
        return all.stream().anyMatch(Migrated::isBad) ? Exit.FAILED : Exit.OK;
    }

    private int status(Invocation asked, Reply reply) {
        expect(1, asked);
        List<Absent> absent = Absent.fromMigrating(arrived(asked, reply), endsAfterMigrating);
        List<MigrationStatus> all = databases.get().status();
        absent = Absent.except(absent, all.stream().map(MigrationStatus::module).toList());
        reply.out(
                asked.json()
                        ? MigrationStatusPage.json(all, absent)
                        : MigrationStatusPage.of(all, absent, asked.width()));
        return absent.isEmpty() && all.stream().allMatch(MigrationStatusPage::isGood) ? Exit.OK : Exit.FAILED;
    }

    private int plan(Invocation asked, Reply reply) {
        expect(1, asked);
        List<Absent> absent = Absent.fromMigrating(arrived(asked, reply), endsAfterMigrating);
        List<MigrationPlan> all = databases.get().plan();
        absent = Absent.except(absent, all.stream().map(MigrationPlan::module).toList());
        if (asked.json()) {
            reply.out(PlanPage.json(all, absent));
        } else {
            PlanPage.tell(all, absent, reply);
        }
        return absent.isEmpty() && all.stream().allMatch(plan -> plan.problem().isEmpty()) ? Exit.OK : Exit.FAILED;
    }

    private int releaseLock(Invocation asked, Reply reply) {
        expect(2, asked);
        Databases found = databases.get();
        String module = asked.arguments().get(1);
        try {
            String sentence = found.releaseLock(module);
            reply.out(asked.json() ? ReleasedLock.json(module, sentence) : sentence);
            hintAt(module, reply);
            return Exit.OK;
        } catch (IllegalArgumentException e) {
            throw Refusal.because(e.getMessage());
        }
    }

    /** A module need not be there to have a lock; but whoever mistypes a name reads of a free one, too. */
    private void hintAt(String module, Reply reply) {
        boolean isKnown =
                runtime.find().flatMap(found -> found.status().module(module)).isPresent();
        if (!isKnown) {
            reply.err("No active bundle offers a module named '" + module + "'; is that the right name?");
        }
    }

    private RuntimeStatus arrived(Invocation asked, Reply reply) {
        databases.get();
        Consumer<String> aside = asked.json() ? quiet -> {} : reply::err;
        RuntimeStatus status = new Arrival(runtime.get(), endsAfterMigrating, aside).await();
        if (endsAfterMigrating) {
            // Nobody will ask 'status' here: what was refused is told now or never.
            status.problems().forEach(aside);
        }
        return status;
    }
}
