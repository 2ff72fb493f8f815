// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationStatus;
import org.modkit.database.migrate.lock.TableNames;

class InspectionTest {
    @TempDir
    Path bundle;

    private final Target target = Databases.memory();
    private final Migrator migrator = new Migrator();

    @Test
    void planWritesNothingAtAll() throws Exception {
        ChangeLog log = MigratorTest.everything(new Folder(bundle)).log("ledger", "db/changelog.yaml");

        MigrationPlan plan = migrator.plan(log, target);

        assertThat(plan.problem()).isEmpty();
        assertThat(plan.pending()).extracting(ChangeSet::id).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(plan.sql())
                .contains("CREATE TABLE PUBLIC."
                        + TableNames.of("ledger").history().toUpperCase())
                .contains("-- Changeset db/changelog.yaml::1::ann", "CREATE TABLE PUBLIC.account", "VALUES (1, 'xml')")
                .contains("-- Here the Java change " + InsertsRow.class.getName() + " runs.");
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void planTellsWhatIsLeftAndThatNothingIs() throws Exception {
        Folder files = new Folder(bundle).withSql("db/log.sql", "1: create table a (id int)");
        ChangeLog log = files.log("ledger", "db/log.sql");
        migrator.migrate(log, target, sentence -> {});
        MigrationPlan nothing = migrator.plan(log, target);
        files.withSql("db/log.sql", "1: create table a (id int)", "2: create table b (id int)");

        MigrationPlan plan = migrator.plan(log, target);

        assertThat(nothing.pending()).isEmpty();
        assertThat(nothing.sql()).isEmpty();
        assertThat(plan.sql()).contains("create table b").doesNotContain("create table a ");
        assertThat(Databases.tables(target)).doesNotContain("b");
    }

    @Test
    void statusTellsAppliedPendingAndChanged() throws Exception {
        Folder files = new Folder(bundle).withSql("db/log.sql", "1: create table a (id int)", "2: select 2");
        ChangeLog log = files.log("ledger", "db/log.sql");
        migrator.migrate(log, target, sentence -> {});
        files.withSql("db/log.sql", "1: create table a (id bigint)", "2: select 2", "3: select 3");

        MigrationStatus status = migrator.status(log, target);

        assertThat(status.problem()).isEmpty();
        assertThat(status.applied()).extracting(ChangeSet::id).containsExactly("1", "2");
        assertThat(status.pending()).extracting(ChangeSet::id).containsExactly("3");
        assertThat(status.changed()).containsExactly(new ChangeSet("1", "ann", "db/log.sql"));
        assertThat(status.lock()).isEmpty();
    }

    @Test
    void statusOfAnEmptyDatabaseWritesNothing() throws Exception {
        ChangeLog log = MigratorTest.everything(new Folder(bundle)).log("ledger", "db/changelog.yaml");

        MigrationStatus status = migrator.status(log, target);

        assertThat(status.problem()).isEmpty();
        assertThat(status.applied()).isEmpty();
        assertThat(status.pending()).hasSize(6);
        assertThat(Databases.tables(target)).isEmpty();
    }

    @Test
    void problemsAreToldInsteadOfThrown() throws Exception {
        Folder files = new Folder(bundle).with("db/broken.yaml", "a: b: c");

        assertThat(migrator.plan(files.log("ledger", "db/gone.sql"), target).problem())
                .contains("has no such file");
        assertThat(migrator.status(files.log("ledger", "db/broken.yaml"), target)
                        .problem())
                .contains("can't be read", "line 1");
    }
}
