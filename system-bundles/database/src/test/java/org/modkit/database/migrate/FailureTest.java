// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;

/** The sentences for everything that can be wrong with a change log. */
class FailureTest {
    @TempDir
    Path bundle;

    private final Target target = Databases.memory();
    private Folder files;

    @BeforeEach
    void open() {
        files = new Folder(bundle);
    }

    private String problem(String path) throws SQLException {
        MigrationReport report = new Migrator().migrate(files.log("ledger", path), target, sentence -> {});
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        return report.problem();
    }

    @Test
    void tellsOfAMissingChangeLog() throws Exception {
        assertThat(problem("db/log.sql"))
                .isEqualTo("Module 'ledger' names the change log 'db/log.sql', but the bundle of module 'ledger' has no"
                        + " such file. Put it there, or correct what the module's changeLog() returns.");
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void tellsOfAMissingIncludedFile() throws Exception {
        files.with("db/log.yaml", "databaseChangeLog:", "- include: {file: gone.yaml, relativeToChangelogFile: true}");

        assertThat(problem("db/log.yaml"))
                .isEqualTo("The change log 'db/log.yaml' of module 'ledger' can't be read: The file 'db/gone.yaml' is"
                        + " not there. Correct the file in the bundle of module 'ledger'.");
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void tellsWhereYamlIsBroken() throws Exception {
        files.with("db/log.yaml", "databaseChangeLog:", "- include: {file: more.yaml, relativeToChangelogFile: true}")
                .with("db/more.yaml", "databaseChangeLog:", "- changeSet: id: 1");

        assertThat(problem("db/log.yaml"))
                .isEqualTo("The change log 'db/log.yaml' of module 'ledger' can't be read: 'db/more.yaml', line 2,"
                        + " column 16: mapping values are not allowed here. Correct the file in the bundle of module"
                        + " 'ledger'.");
    }

    @Test
    void tellsWhereXmlIsBroken() throws Exception {
        files.with("db/log.xml", "<databaseChangeLog>", "<changeSet></databaseChangeLog>");

        assertThat(problem("db/log.xml")).contains("can't be read: ", "line ", ". Correct the file in the bundle of");
    }

    @Test
    void tellsOfAChangeThatLiquibaseDoesNotKnow() throws Exception {
        files.with(
                "db/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, changes: [{makeTable: {tableName: a}}]}");

        assertThat(problem("db/log.yaml")).contains("can't be").contains("makeTable");
    }

    @Test
    void tellsOfTwinsAmongChangeSets() throws Exception {
        files.withSql("db/log.sql", "1: create table a (id int)", "1: create table b (id int)");

        assertThat(problem("db/log.sql"))
                .isEqualTo(
                        "The change log of module 'ledger' can't be applied. Change set 'db/log.sql::1::ann' is there"
                                + " more than once. Give each change set of a file an id of its own.");
    }

    @Test
    void tellsOfAChangeSetThatWasEditedAfterItWasApplied() throws Exception {
        files.withSql("db/log.sql", "1: create table a (id int)");
        new Migrator().migrate(files.log("ledger", "db/log.sql"), target, sentence -> {});
        files.withSql("db/log.sql", "1: create table a (id bigint)");

        assertThat(problem("db/log.sql"))
                .isEqualTo("The change log of module 'ledger' can't be applied. Change set 'db/log.sql::1::ann' was"
                        + " edited after it had been applied. Undo the edit, and make a new change set of it.");
    }

    @Test
    void tellsWhichChangeSetTheDatabaseRefused() throws Exception {
        files.withSql("db/log.sql", "1: create table a (id int)", "2: insert into b values (1)");

        assertThat(problem("db/log.sql"))
                .isEqualTo("Change set '2' by 'ann' in 'db/log.sql' of module 'ledger' failed: Table \"B\" not found"
                        + " (SQL state 42S02). What it did before that may have stayed, as this database can't undo"
                        + " changes of a schema. Correct the change set and start the module again; those before it"
                        + " stay applied.");
    }

    @Test
    void quotesAStatementOfManyLinesInOne() throws Exception {
        files.withSql("db/log.sql", "1: creat table a (\n  id int,\n  name int)");

        assertThat(problem("db/log.sql"))
                .startsWith("Change set '1' by 'ann' in 'db/log.sql' of module 'ledger' failed: Syntax error in SQL"
                        + " statement \"[*]creat table a ( id int, name int)\"")
                .contains("(SQL state 42001)");
    }

    @Test
    void tellsOfAJavaChangeThatIsNotThere() throws Exception {
        files.with(
                "db/log.yaml",
                "databaseChangeLog:",
                "- changeSet: {id: 1, author: ann, changes: [{customChange: {class: org.example.Gone}}]}");

        assertThat(problem("db/log.yaml")).contains("org.example.Gone");
    }

    @Test
    void tellsOfAJavaChangeThatThrows() throws Exception {
        files.withSql("db/log.sql", "1: create table account (id int, name varchar(9))")
                .with(
                        "db/log.yaml",
                        "databaseChangeLog:",
                        "- include: {file: db/log.sql}",
                        "- changeSet: {id: 2, author: ann, changes: [{customChange: {class: "
                                + InsertsRow.class.getName() + ", param: {name: name, value: 'far too long'}}}]}");

        assertThat(problem("db/log.yaml"))
                .startsWith("Change set '2' by 'ann' in 'db/log.yaml' of module 'ledger' failed: ")
                .contains("(SQL state 22001)");
    }

    @Test
    void tellsOfAPreconditionThatIsNotMet() throws Exception {
        files.with(
                "db/log.yaml",
                "databaseChangeLog:",
                "- preConditions: [{dbms: {type: oracle}}]",
                "- changeSet: {id: 1, author: ann, changes: [{sql: {sql: select 1}}]}");

        assertThat(problem("db/log.yaml")).contains("does not meet a precondition of the change log", "oracle");
    }

    @Test
    void leavesItToTheCallerToTellThatThereIsNoConnection() {
        files.withSql("db/log.sql", "1: create table a (id int)");
        Target nowhere = Databases.target(Databases.h2("jdbc:h2:mem:gone;IFEXISTS=TRUE"));

        assertThatThrownBy(() -> new Migrator().migrate(files.log("ledger", "db/log.sql"), nowhere, sentence -> {}))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> new Migrator().plan(files.log("ledger", "db/log.sql"), nowhere))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> new Migrator().releaseLock("ledger", nowhere)).isInstanceOf(SQLException.class);
    }
}
