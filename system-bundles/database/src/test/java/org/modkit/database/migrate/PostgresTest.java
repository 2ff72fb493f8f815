// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.database.migrate.lock.Owners;
import org.modkit.database.migrate.lock.TableNames;

class PostgresTest {
    @RegisterExtension
    static final Postgres SERVER = new Postgres();

    private static final String LOCK = TableNames.of("ledger").lock();
    private static final String SESSION = "select pid || '@' || extract(epoch from backend_start)::text"
            + " from pg_stat_activity where pid = pg_backend_pid()";

    @TempDir
    Path bundle;

    private Target target;
    private Folder files;

    @BeforeEach
    void open() throws SQLException {
        target = SERVER.create();
        files = new Folder(bundle);
    }

    private MigrationReport migrate(Target into) throws SQLException {
        return new Migrator().migrate(files.log("ledger", "db/log.sql"), into, sentence -> {});
    }

    private Target hurried(Duration lockWait) {
        return new Target(target.connections(), "the test's", Optional.empty(), lockWait);
    }

    private void lock(String owner) throws SQLException {
        Databases.execute(
                target,
                "update " + LOCK + " set locked = true, lockgranted = now(), lockedby = '" + owner + "' where id = 1");
    }

    private List<String> locked() throws SQLException {
        return Databases.ask(target, "select locked from " + LOCK + " where id = 1");
    }

    @Test
    void appliesAllFormats() throws Exception {
        ChangeLog log = MigratorTest.everything(files).log("ledger", "db/changelog.yaml");

        MigrationReport report = new Migrator().migrate(log, target, sentence -> {});

        assertThat(report.problem()).isEmpty();
        assertThat(report.applied()).hasSize(6);
        assertThat(new Migrator().migrate(log, target, sentence -> {}).outcome())
                .isEqualTo(Outcome.UP_TO_DATE);
        assertThat(Databases.tables(target))
                .containsExactly("account", TableNames.of("ledger").history(), LOCK);
    }

    @Test
    void planAndStatusWriteNothingAtAll() throws Exception {
        ChangeLog log = MigratorTest.everything(files).log("ledger", "db/changelog.yaml");

        assertThat(new Migrator().plan(log, target).problem()).isEmpty();
        assertThat(new Migrator().plan(log, target).sql()).contains("CREATE TABLE public.account", "Java change");
        assertThat(new Migrator().status(log, target).pending()).hasSize(6);
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void aChangeSetAndItsRowOfTheHistoryAreOneTransaction() throws Exception {
        files.withSql(
                "db/log.sql",
                "1: alter table " + TableNames.of("ledger").history() + " add constraint no check (id <> '2')",
                "2: create table half (id int)");

        MigrationReport report = migrate(target);

        assertThat(report.applied()).extracting(ChangeSet::id).containsExactly("1");
        assertThat(report.problem()).contains("Change set '2'", "(SQL state 23514). Nothing of it was kept.");
        assertThat(Databases.tables(target)).doesNotContain("half");
        assertThat(locked()).containsExactly("f");
    }

    @Test
    void tellsWhatRightIsMissing() throws Exception {
        Databases.execute(
                target,
                "drop role if exists weak",
                "create role weak login",
                "revoke create on schema public from public");
        files.withSql("db/log.sql", "1: select 1");

        assertThat(migrate(SERVER.as("weak", target)).problem())
                .isEqualTo("The database 'the test's' of module 'ledger' did not let it be migrated: ERROR: permission"
                        + " denied for schema public (SQL state 42501). Give the user of the migrations the rights it"
                        + " needs.");
    }

    @Test
    void waitsForAnOwnerThatLivesAndShowsIt() throws Exception {
        files.withSql("db/log.sql", "1: select 1");
        migrate(target);
        files.withSql("db/log.sql", "1: select 1", "2: select 2");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Connection owner = target.connections().getConnection();
                Statement statement = owner.createStatement()) {
            lock(Owners.far(session(statement)));

            List<Object> answers = Parallel.run(
                    () -> new Migrator().migrate(files.log("ledger", "db/log.sql"), target, told::add), () -> {
                        String sentence = told.poll(20, TimeUnit.SECONDS);
                        Databases.execute(target, "update " + LOCK + " set locked = false where id = 1");
                        return sentence;
                    });

            assertThat(((MigrationReport) answers.get(0)).applied()).hasSize(1);
            assertThat((String) answers.get(1))
                    .startsWith("Module 'ledger' waits for the lock of its migrations, which process 4711 on host"
                            + " 'far-away' since 20")
                    .endsWith(" holds.");
            assertThat(told).last().isEqualTo("");
        }
    }

    @Test
    void migratesAnotherModuleWhileALockIsWaitedFor() throws Exception {
        files.withSql("db/log.sql", "1: select 1");
        migrate(target);
        files.withSql("db/log.sql", "1: select 1", "2: select 2");
        lock("somebody");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();

        List<Object> answers =
                Parallel.run(() -> new Migrator().migrate(files.log("ledger", "db/log.sql"), target, told::add), () -> {
                    told.poll(20, TimeUnit.SECONDS);
                    var other = new Migrator().migrate(files.log("stock", "db/log.sql"), target, sentence -> {});
                    Databases.execute(target, "update " + LOCK + " set locked = false where id = 1");
                    return other;
                });

        assertThat(((MigrationReport) answers.get(1)).applied()).hasSize(2);
        assertThat(((MigrationReport) answers.get(0)).applied()).hasSize(1);
    }

    private static String session(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(SESSION)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void givesUpWaitingAndTellsHowToReleaseTheLock() throws Exception {
        files.withSql("db/log.sql", "1: select 1");
        migrate(target);
        lock("web-1 (10.0.0.1)");

        MigrationReport report = migrate(hurried(Duration.ofMillis(1)));
        String status =
                new Migrator().status(files.log("ledger", "db/log.sql"), target).lock();
        String released = new Migrator().releaseLock("ledger", target);

        assertThat(report.problem())
                .startsWith("Module 'ledger' could not be migrated, because 'web-1 (10.0.0.1)' since 20")
                .endsWith("release it with 'modkit migrate --release-lock ledger'.");
        assertThat(status).startsWith("held by 'web-1 (10.0.0.1)' since 20");
        assertThat(released).contains("'web-1 (10.0.0.1)'").endsWith("is released.");
        assertThat(migrate(target).problem()).isEmpty();
        assertThat(new Migrator().releaseLock("ledger", target)).startsWith("Nobody holds the lock");
    }

    @Test
    void releasesTheLockOfAModuleThatWasNeverMigrated() throws Exception {
        assertThat(new Migrator().releaseLock("ledger", target)).startsWith("Nobody holds the lock");
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void takesOverFromASessionThatHasEnded() throws Exception {
        files.withSql("db/log.sql", "1: select 1");
        migrate(target);
        try (Connection owner = target.connections().getConnection();
                Statement statement = owner.createStatement()) {
            lock(Owners.far(session(statement)));
        }

        assertThat(migrate(target).outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(locked()).containsExactly("f");
    }

    @Test
    void endsTheSessionOfAProcessThatIsGoneAndTakesOver() throws Exception {
        files.withSql("db/log.sql", "1: create table a (id int)");
        migrate(target);
        files.withSql("db/log.sql", "1: create table a (id int)", "2: insert into a values (2)");
        try (Connection owner = target.connections().getConnection();
                Statement statement = owner.createStatement()) {
            lock(Owners.gone(session(statement)));
            owner.setAutoCommit(false);
            statement.execute("lock table a in access exclusive mode");

            MigrationReport report = migrate(target);

            assertThat(report.problem()).isEmpty();
            assertThat(report.applied()).hasSize(1);
            assertThat(owner.isValid(1)).isFalse();
        }
    }

    @Test
    void twoModulesOfOneProcessMigrateTheSameDatabase() throws Exception {
        Folder other = new Folder(bundle.resolve("other")).withSql("db/log.sql", "1: create table b (id int)");
        files.withSql("db/log.sql", "1: create table a (id int)");

        List<String> problems = Parallel.run(
                () -> migrate(target).problem(),
                () -> new Migrator()
                        .migrate(other.log("other", "db/log.sql"), target, sentence -> {})
                        .problem());

        assertThat(problems).containsOnly("");
        assertThat(Databases.tables(target)).contains("a", "b");
    }
}
