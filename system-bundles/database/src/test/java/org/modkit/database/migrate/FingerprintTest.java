// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.database.migrate.lock.TableNames;

/** When Liquibase is spared, and when it must not be. */
class FingerprintTest {
    @TempDir
    Path bundle;

    private final Target target = Databases.memory();
    private final Migrator migrator = new Migrator();
    private Folder files;

    @BeforeEach
    void open() {
        files = new Folder(bundle);
    }

    private String memory(String path) throws Exception {
        assertThat(migrator.migrate(files.log("ledger", path), target, sentence -> {})
                        .problem())
                .isEmpty();
        return String.join("", Databases.ask(target, "select lockedby from " + lock() + " where id = 2"));
    }

    private static String lock() {
        return TableNames.of("ledger").lock();
    }

    @Test
    void remembersWhatWasApplied() throws Exception {
        files.withSql("db/log.sql", "1: select 1");

        String first = memory("db/log.sql");
        String again = memory("db/log.sql");

        assertThat(first).startsWith("modkit applied ").endsWith("rows=1 last=1");
        assertThat(again).isEqualTo(first);
    }

    @Test
    void forgetsWhenTheHistoryIsTamperedWith() throws Exception {
        files.withSql("db/log.sql", "1: select 1", "2: select 2");
        memory("db/log.sql");
        Databases.execute(target, "delete from " + TableNames.of("ledger").history() + " where id = '1'");

        assertThat(migrator.migrate(files.log("ledger", "db/log.sql"), target, sentence -> {})
                        .applied())
                .containsExactly(new ChangeSet("1", "ann", "db/log.sql"));
    }

    @Test
    void looksCloserWhileSomebodyHoldsTheLock() throws Exception {
        files.withSql("db/log.sql", "1: select 1");
        memory("db/log.sql");
        Databases.execute(target, "update " + lock() + " set locked = true, lockedby = 'somebody' where id = 1");
        Target hurried = new Target(target.connections(), target.shown(), target.embeddedFile(), Duration.ofMillis(1));

        assertThat(migrator.migrate(files.log("ledger", "db/log.sql"), hurried, sentence -> {})
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    /** Liquibase keeps an empty set of preconditions for each included file, which once passed for a question. */
    @Test
    void remembersIncludedFilesAsWell() throws Exception {
        files.with("db/log.yaml", "databaseChangeLog:", "- includeAll: {path: all, relativeToChangelogFile: true}")
                .with("db/all/1.yaml", "databaseChangeLog:", "- include: {file: db/one.sql}")
                .withSql("db/one.sql", "1: select 1");

        assertThat(memory("db/log.yaml")).isNotEmpty();
    }

    @Test
    void seesAFileThatOnlyAnIncludedFolderHas() throws Exception {
        files.with("db/log.yaml", "databaseChangeLog:", "- includeAll: {path: all, relativeToChangelogFile: true}")
                .withSql("db/all/1.sql", "1: select 1");
        memory("db/log.yaml");
        files.withSql("db/all/2.sql", "2: select 2");

        assertThat(migrator.migrate(files.log("ledger", "db/log.yaml"), target, sentence -> {})
                        .applied())
                .hasSize(1);
    }

    @Test
    void remembersNothingThatDependsOnMoreThanTheFolder() throws Exception {
        files.withSql("elsewhere/more.sql", "1: select 1")
                .with("db/include.yaml", "databaseChangeLog:", "- include: {file: elsewhere/more.sql}");
        assertThat(memory("db/include.yaml")).isEmpty();

        files.with(
                "always/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, runAlways: true, changes: [{sql: {sql: select 1}}]}");
        assertThat(memory("always/log.yaml")).isEmpty();

        files.with(
                "parameter/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, changes: [{sql: {sql: 'select ''${user.name}'''}}]}");
        assertThat(memory("parameter/log.yaml")).isEmpty();

        files.with(
                "precondition/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, preConditions: [{onFail: CONTINUE}, {dbms: {type: oracle}}],"
                        + " changes: [{sql: {sql: select 1}}]}");
        assertThat(memory("precondition/log.yaml")).isEmpty();
    }
}
