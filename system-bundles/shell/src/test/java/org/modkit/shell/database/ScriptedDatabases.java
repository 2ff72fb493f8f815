// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.util.List;
import org.modkit.api.database.Databases;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationStatus;
import org.modkit.api.database.PoolStatus;

/** Databases that answer what they were told to. */
record ScriptedDatabases(
        List<MigrationReport> reports, List<MigrationStatus> status, List<MigrationPlan> plan, List<PoolStatus> pools)
        implements Databases {
    ScriptedDatabases() {
        this(List.of(), List.of(), List.of(), List.of());
    }

    ScriptedDatabases reporting(MigrationReport... scripted) {
        return new ScriptedDatabases(List.of(scripted), status, plan, pools);
    }

    ScriptedDatabases standing(MigrationStatus... scripted) {
        return new ScriptedDatabases(reports, List.of(scripted), plan, pools);
    }

    ScriptedDatabases planning(MigrationPlan... scripted) {
        return new ScriptedDatabases(reports, status, List.of(scripted), pools);
    }

    ScriptedDatabases pooling(PoolStatus... scripted) {
        return new ScriptedDatabases(reports, status, plan, List.of(scripted));
    }

    @Override
    public String releaseLock(String module) {
        if (module.equals("nobody")) {
            throw new IllegalArgumentException("Module 'nobody' has no database.");
        }
        return "The lock of the migrations of module '" + module + "' was free.";
    }
}
