// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.database.migrate.lock.TableNames;

/** A caller that is interrupted gets its thread back at once, and leaves no lock. */
class InterruptionTest {
    @RegisterExtension
    static final Postgres SERVER = new Postgres();

    private static final String LOCK = TableNames.of("ledger").lock();

    @TempDir
    Path folder;

    private Folder files;
    private final CountDownLatch begun = new CountDownLatch(1);

    @BeforeEach
    void open() {
        files = new Folder(folder.resolve("bundle"));
    }

    /** Migrates on a thread that is interrupted as soon as something has happened. */
    private MigrationReport interrupted(String path, Target target, Callable<?> happened) throws Exception {
        FutureTask<MigrationReport> task = new FutureTask<>(() -> {
            MigrationReport report =
                    new Migrator().migrate(files.log("ledger", path), target, sentence -> begun.countDown());
            assertThat(Thread.interrupted()).isTrue();
            return report;
        });
        Thread caller = new Thread(task, "START ledger");
        caller.start();
        happened.call();
        Instant then = Instant.now();
        caller.interrupt();
        MigrationReport report = task.get(20, TimeUnit.SECONDS);
        assertThat(Duration.between(then, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.problem()).startsWith("The migration of module 'ledger' was interrupted");
        return report;
    }

    private void goesOn(String path, Target target) throws Exception {
        assertThat(Databases.ask(target, "select locked from " + LOCK + " where id = 1"))
                .first()
                .asString()
                .isIn("f", "FALSE");
        assertThat(new Migrator()
                        .migrate(files.log("ledger", path), target, sentence -> {})
                        .problem())
                .isEmpty();
    }

    @Test
    void whileAStatementOfPostgresRuns() throws Exception {
        Target target = SERVER.create();
        files.withSql("db/log.sql", "1: select 1", "2: select pg_sleep(600)");

        MigrationReport report = interrupted(
                "db/log.sql",
                target,
                () -> until(target, "pg_stat_activity where query like '%sleep(600)%' and pid <> pg_backend_pid()"));

        assertThat(report.applied()).hasSize(1);
        assertThat(report.problem()).endsWith("What was applied before stays applied; the next start goes on there.");
        files.withSql("db/log.sql", "1: select 1", "2: select 2");
        goesOn("db/log.sql", target);
    }

    private static Object until(Target target, String found) throws Exception {
        while (Databases.ask(target, "select 1 from " + found).isEmpty()) {
            Databases.execute(target, "select pg_sleep(0.02)");
        }
        return true;
    }

    @Test
    void whileAStatementOfH2Runs() throws Exception {
        Target target = Databases.file(folder.resolve("database"));
        files.with(
                "db/log.yaml",
                "databaseChangeLog:",
                HookedChange.changeSet("1", "h2", () -> {
                    begun.countDown();
                    return true;
                }),
                "- changeSet: {id: 2, author: ann, changes: [{sql: {sql: 'create table a as select sum(mod(x, 7)) n"
                        + " from system_range(1, 1000000000000)'}}]}");

        MigrationReport report = interrupted("db/log.yaml", target, () -> begun.await(20, TimeUnit.SECONDS));

        assertThat(report.applied()).isEmpty();
        assertThat(report.problem())
                .endsWith("the whole database is as it was before; the next start migrates it again.");
        files.with("db/log.yaml", "databaseChangeLog:", HookedChange.changeSet("1", "h2", () -> true));
        goesOn("db/log.yaml", target);
    }

    @Test
    void whileAJavaChangeWaits() throws Exception {
        Target target = Databases.file(folder.resolve("database"));
        files.with("db/log.yaml", "databaseChangeLog:", HookedChange.changeSet("1", "java", () -> {
            begun.countDown();
            return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
        }));

        interrupted("db/log.yaml", target, () -> begun.await(20, TimeUnit.SECONDS));

        files.with("db/log.yaml", "databaseChangeLog:", HookedChange.changeSet("1", "java", () -> true));
        goesOn("db/log.yaml", target);
    }

    @Test
    void whileALockIsWaitedFor() throws Exception {
        Target target = SERVER.create();
        files.withSql("db/log.sql", "1: select 1");
        new Migrator().migrate(files.log("ledger", "db/log.sql"), target, sentence -> {});
        Databases.execute(target, "update " + LOCK + " set locked = true, lockedby = 'somebody' where id = 1");

        interrupted("db/log.sql", target, () -> begun.await(20, TimeUnit.SECONDS));

        assertThat(Databases.ask(target, "select lockedby from " + LOCK + " where id = 1"))
                .containsExactly("somebody");
        new Migrator().releaseLock("ledger", target);
        goesOn("db/log.sql", target);
    }

    @Test
    void whileAnotherModuleIsMigrated() throws Exception {
        Target target = Databases.memory();
        CountDownLatch end = new CountDownLatch(1);
        Folder others = new Folder(folder.resolve("other"))
                .with("db/log.yaml", "databaseChangeLog:", HookedChange.changeSet("1", "other", () -> {
                    begun.countDown();
                    return end.await(60, TimeUnit.SECONDS);
                }));
        FutureTask<MigrationReport> other = new FutureTask<>(
                () -> new Migrator().migrate(others.log("other", "db/log.yaml"), target, sentence -> {}));
        new Thread(other, "START other").start();
        begun.await(20, TimeUnit.SECONDS);
        files.withSql("db/log.sql", "1: select 1");

        interrupted("db/log.sql", target, () -> true);

        end.countDown();
        assertThat(other.get(20, TimeUnit.SECONDS).problem()).isEmpty();
    }

    @Test
    void whileAConnectionIsWaitedFor() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        files.withSql("db/log.sql", "1: select 1");
        Target target = Databases.memory();
        Target slow = Databases.target(new SlowSource(target.connections(), begun, end));

        FutureTask<MigrationReport> task =
                new FutureTask<>(() -> new Migrator().migrate(files.log("ledger", "db/log.sql"), slow, sentence -> {}));
        Thread caller = new Thread(task, "START ledger");
        caller.start();
        begun.await(20, TimeUnit.SECONDS);
        caller.interrupt();

        assertThat(task.get(4, TimeUnit.SECONDS).problem()).contains("interrupted");
        end.countDown();
    }
}
