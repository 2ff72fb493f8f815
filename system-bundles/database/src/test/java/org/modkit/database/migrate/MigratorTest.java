// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.database.migrate.lock.TableNames;

class MigratorTest {
    @TempDir
    Path bundle;

    private final Target target = Databases.memory();
    private final Migrator migrator = new Migrator();

    private MigrationReport migrate(ChangeLog log) throws SQLException {
        return migrator.migrate(log, target, sentence -> {});
    }

    @Test
    void appliesWhatIsNewAndSkipsTheRest() throws Exception {
        Folder files = new Folder(bundle).withSql("db/log.sql", "1: create table a (id int)");
        ChangeLog log = files.log("ledger", "db/log.sql");

        MigrationReport first = migrate(log);
        MigrationReport again = migrate(log);
        files.withSql("db/log.sql", "1: create table a (id int)", "2: insert into a values (7)");
        MigrationReport more = migrate(log);

        assertThat(first.problem()).isEmpty();
        assertThat(first.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(first.applied()).containsExactly(new ChangeSet("1", "ann", "db/log.sql"));
        assertThat(first.skipped()).isZero();
        assertThat(again.outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(more.applied()).containsExactly(new ChangeSet("2", "ann", "db/log.sql"));
        assertThat(more.skipped()).isEqualTo(1);
        assertThat(Databases.ask(target, "select id from a")).containsExactly("7");
    }

    @Test
    void readsYamlXmlSqlFoldersCsvAndJavaRelativeToTheFileThatNamesThem() throws Exception {
        ChangeLog log = everything(new Folder(bundle)).log("ledger", "db/changelog.yaml");

        MigrationReport report = migrate(log);

        assertThat(report.problem()).isEmpty();
        assertThat(report.applied().stream().map(ChangeSet::toString))
                .containsExactly(
                        "db/changelog.yaml::1::ann",
                        "db/changes/second.xml::2::ann",
                        "db/changes/all/a.sql::3::ann",
                        "db/changes/all/b.sql::4::ann",
                        "db/changelog.yaml::5::ann",
                        "db/changelog.yaml::6::ann");
        assertThat(Databases.ask(target, "select name from account order by id"))
                .containsExactly("xml", "sql a", "sql b", "csv", "java db/rows.csv");
        assertThat(migrate(log).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    /** A change log in all formats. */
    static Folder everything(Folder files) {
        return files.with(
                        "db/changelog.yaml",
                        "databaseChangeLog:",
                        "- changeSet:",
                        "    id: 1",
                        "    author: ann",
                        "    changes:",
                        "    - createTable:",
                        "        tableName: account",
                        "        columns:",
                        "        - column: {name: id, type: int}",
                        "        - column: {name: name, type: varchar(80)}",
                        "- include: {file: changes/second.xml, relativeToChangelogFile: true}",
                        "- includeAll: {path: changes/all, relativeToChangelogFile: true}",
                        "- changeSet:",
                        "    id: 5",
                        "    author: ann",
                        "    changes: [{loadData: {file: rows.csv, relativeToChangelogFile: true, tableName: account}}]",
                        "- changeSet:",
                        "    id: 6",
                        "    author: ann",
                        "    changes:",
                        "    - customChange:",
                        "        class: " + InsertsRow.class.getName(),
                        "        param: {name: name, value: java}")
                .with(
                        "db/changes/second.xml",
                        "<databaseChangeLog xmlns='http://www.liquibase.org/xml/ns/dbchangelog'",
                        "    xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'",
                        "    xsi:schemaLocation='http://www.liquibase.org/xml/ns/dbchangelog",
                        "    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd'>",
                        "  <changeSet id='2' author='ann'><insert tableName='account'>",
                        "    <column name='id' valueNumeric='1'/><column name='name' value='xml'/>",
                        "  </insert></changeSet>",
                        "</databaseChangeLog>")
                .withSql("db/changes/all/a.sql", "3: insert into account values (2, 'sql a')")
                .withSql("db/changes/all/b.sql", "4: insert into account values (3, 'sql b')")
                .with("db/rows.csv", "id,name", "4,csv");
    }

    @Test
    void keepsModulesApartThatShareADatabase() throws Exception {
        ChangeLog a = new Folder(bundle.resolve("a"))
                .withSql("db/log.sql", "1: create table a (id int)")
                .log("shop-a", "/db/log.sql");
        ChangeLog b = new Folder(bundle.resolve("b"))
                .withSql("db/log.sql", "1: create table b (id int)")
                .log("shop_a", "db/log.sql");

        List<String> problems =
                Parallel.run(() -> migrate(a).problem(), () -> migrate(b).problem());

        assertThat(problems).containsOnly("");
        assertThat(Databases.tables(target))
                .contains(
                        "a",
                        "b",
                        TableNames.of("shop-a").history(),
                        TableNames.of("shop_a").history());
    }

    @Test
    void goesOnAfterAFailureWhereItStopped() throws Exception {
        Folder files = new Folder(bundle)
                .withSql(
                        "db/log.sql",
                        "1: create table a (id int)",
                        "2: insert into b values (1)",
                        "3: insert into a values (3)");
        ChangeLog log = files.log("ledger", "db/log.sql");

        MigrationReport failed = migrate(log);
        files.withSql(
                "db/log.sql",
                "1: create table a (id int)",
                "2: insert into a values (2)",
                "3: insert into a values (3)");
        MigrationReport mended = migrate(log);

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.applied()).extracting(ChangeSet::id).containsExactly("1");
        assertThat(mended.problem()).isEmpty();
        assertThat(mended.applied()).extracting(ChangeSet::id).containsExactly("2", "3");
        assertThat(Databases.ask(target, "select id from a order by 1")).containsExactly("2", "3");
    }

    @Test
    void leavesNoLockAndTellsNobodyToWait() throws Exception {
        List<String> told = new ArrayList<>();
        ChangeLog log = new Folder(bundle)
                .withSql("db/log.sql", "1: create table a (id int)")
                .log("ledger", "db/log.sql");

        migrator.migrate(log, target, told::add);

        assertThat(told).isEmpty();
        assertThat(Databases.ask(
                        target, "select locked from " + TableNames.of("ledger").lock() + " where id = 1"))
                .containsExactly("FALSE");
    }
}
