// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.database.migrate.lock.TableNames;

class EmbeddedFileTest {
    @TempDir
    Path folder;

    private Path data;
    private Target target;
    private Folder files;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectories(folder.resolve("it's data"));
        target = Databases.file(data.resolve("database"));
        files = new Folder(folder.resolve("bundle"));
    }

    private MigrationReport migrate(Target into) throws Exception {
        return new Migrator().migrate(files.log("ledger", "db/log.yaml"), into, sentence -> {});
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A log with a change set that creates a table, and another whose half is done when the hook is called. */
    private void log(String hook) {
        files.with(
                "db/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, changes: [{sql: {sql: create table a (id int)}}]}",
                "- changeSet: {id: 2, author: ann, changes: [{sql: {sql: create table b (id int)}},"
                        + hook.substring(hook.indexOf("[") + 1));
    }

    @Test
    void aProcessKilledInAChangeSetLosesNothingButTheMigration() throws Exception {
        files.with("db/log.yaml", "databaseChangeLog:", "- changeSet: {id: 0, author: ann, changes: []}");
        assertThat(migrate(target).problem()).isEmpty();
        Databases.execute(target, "create table theirs as select 42 as id");
        Path killed = folder.resolve("killed");
        log(HookedChange.changeSet("2", "kill", () -> copy(data, killed)));
        assertThat(migrate(target).problem()).isEmpty();

        Target next = Databases.file(killed.resolve("database"));
        assertThat(names(killed)).containsExactly("database.before-migration.zip", "database.mv.db");
        assertThat(new Migrator()
                        .status(files.log("ledger", "db/log.yaml"), next)
                        .problem())
                .contains("was cut short");
        log(HookedChange.changeSet("2", "kill", () -> true));
        MigrationReport report = migrate(next);

        assertThat(report.problem()).isEmpty();
        assertThat(report.applied()).extracting(ChangeSet::id).containsExactly("1", "2");
        assertThat(names(killed)).containsExactly("database.mv.db");
        assertThat(Databases.ask(next, "select id from theirs")).containsExactly("42");
        assertThat(Databases.ask(
                        next, "select id from " + TableNames.of("ledger").history() + " order by 1"))
                .containsExactly("0", "1", "2");
    }

    private static boolean copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        return true;
    }

    @Test
    void leavesNoCopyBehindWhetherItGoesWellOrNot() throws Exception {
        log(HookedChange.changeSet("2", "fail", () -> {
            throw new IOException("The disk is full.");
        }));
        MigrationReport failed = migrate(target);

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.problem()).contains("failed: The disk is full.");
        assertThat(failed.applied()).extracting(ChangeSet::id).containsExactly("1");
        assertThat(names(data)).containsExactly("database.mv.db");
    }

    @Test
    void putsNothingBackWhileTheMigrationGoesOn() throws Exception {
        log(HookedChange.changeSet("2", "recover", () -> {
            EmbeddedFile.recover(data.resolve("database"));
            return true;
        }));

        assertThat(migrate(target).problem()).isEmpty();
        assertThat(Databases.ask(target, "select count(*) from b")).containsExactly("0");
    }

    @Test
    void aLockThatWasLeftInAFileIsTakenOverAtOnce() throws Exception {
        log(HookedChange.changeSet("2", "well", () -> true));
        migrate(target);
        Databases.execute(
                target,
                "update " + TableNames.of("ledger").lock() + " set locked = true, lockedby = 'somebody' where id = 1");

        assertThat(migrate(target).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void migratesWithoutACopyForAUserWhoMayNotMakeOne() throws Exception {
        Databases.execute(
                target,
                "create user weak password 'weak'",
                "grant alter any schema to weak",
                "grant all on schema public to weak");
        log(HookedChange.changeSet("2", "weak", () -> names(data).contains("database.before-migration.zip")));
        JdbcDataSource weak = (JdbcDataSource) Databases.h2("jdbc:h2:file:" + data.resolve("database"));
        weak.setUser("weak");
        weak.setPassword("weak");

        assertThat(migrate(new Target(weak, "", target.embeddedFile(), target.lockWait()))
                        .problem())
                .isEmpty();
    }
}
