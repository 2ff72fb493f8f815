// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.nio.file.Path;
import org.modkit.container.it.TestBundle;

/** Makes bundles with one {@link MigratingModule} and its change log. */
final class MigratingBundle {
    static final String CHANGE_LOG = "db/changelog.yaml";

    private MigratingBundle() {}

    /** Returns one that says it has a change log, which is yet to be put into it, and does not use its database. */
    static TestBundle of(String module) {
        return TestBundle.of(module, MigratingModule.class)
                .importing("javax.sql")
                .with("Test-Change-Log", CHANGE_LOG)
                .with("Test-Use", "none");
    }

    /** Returns one whose change sets, one for each id, note in a table that they were applied. */
    static TestBundle of(String module, ChangeLogText changes) {
        return of(module).withFile(CHANGE_LOG, changes.toString());
    }

    /** Returns one with Java changes at which it can be held. */
    static TestBundle withGates(String module, ChangeLogText changes) {
        return of(module, changes)
                .withClass(Gate.class)
                .importing("liquibase.change.custom,liquibase.database,liquibase.exception,liquibase.resource");
    }

    /** Returns where a home wants the bundle of a module to lie. */
    static Path place(Path home, String module) {
        return home.resolve("deploy").resolve(module + ".jar");
    }
}
