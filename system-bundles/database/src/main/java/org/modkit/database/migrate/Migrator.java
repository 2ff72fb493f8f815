// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.api.database.MigrationStatus;
import org.modkit.database.migrate.errand.Errand;
import org.modkit.database.migrate.errand.GuardedConnection;
import org.modkit.database.migrate.lock.MigrationLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates databases, one at a time, and tells what a migration would do.
 *
 * <p>Safe for use by any thread. Everything that is to be expected, from a missing file to an SQL error or a lock that
 * somebody else holds, is a sentence in the returned record. Only what {@link Target#connections()} throws is thrown on,
 * so that the caller, who knows the configuration, can find the words for it, or try again.
 *
 * <p>A caller that is interrupted gets its thread back at once, interrupted, with a problem that says so: the statement
 * that runs is canceled, its change set is rolled back and the lock is released.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /**
     * Applies the change sets that were not applied yet.
     *
     * @param log the change log
     * @param target the database
     * @param waiting is told a sentence while somebody else's lock is waited for, and an empty string when that is over;
     *     called by another thread than the caller's
     * @return what was done; {@code FAILED} with sentences if it could not be done
     * @throws SQLException if there is no connection; nothing was done
     */
    public MigrationReport migrate(ChangeLog log, Target target, Consumer<String> waiting) throws SQLException {
        Instant began = Instant.now();
        Errand<Migration.Result> errand = new Errand<>("MIGRATE " + log.module());
        Migration migration = new Migration(log, target, errand.interruption(), waiting);
        Migration.Result result = send(
                errand,
                migration::run,
                Migration.Result::failed,
                Failure.interrupted(log).getMessage());
        Outcome outcome = !result.problem().isEmpty()
                ? Outcome.FAILED
                : result.applied().isEmpty() ? Outcome.UP_TO_DATE : Outcome.APPLIED;
        return new MigrationReport(
                log.module(),
                target.shown(),
                outcome,
                result.applied(),
                result.skipped(),
                result.problem(),
                Duration.between(began, Instant.now()));
    }

    /**
     * Computes the SQL that {@link #migrate} would execute now. Writes nothing.
     *
     * @param log the change log
     * @param target the database
     * @return the plan, with a problem if it can't be told
     * @throws SQLException if there is no connection
     */
    public MigrationPlan plan(ChangeLog log, Target target) throws SQLException {
        Errand<MigrationPlan> errand = new Errand<>("PLAN " + log.module());
        Inspection inspection = new Inspection(log, target, errand.interruption());
        return send(
                errand,
                inspection::plan,
                problem -> new MigrationPlan(log.module(), target.shown(), List.of(), "", problem),
                Inspection.interrupted(log));
    }

    /**
     * Compares the change log with the history of the database. Writes nothing.
     *
     * @param log the change log
     * @param target the database
     * @return the status, with a problem if it can't be told
     * @throws SQLException if there is no connection
     */
    public MigrationStatus status(ChangeLog log, Target target) throws SQLException {
        Errand<MigrationStatus> errand = new Errand<>("STATUS " + log.module());
        Inspection inspection = new Inspection(log, target, errand.interruption());
        return send(
                errand,
                inspection::status,
                problem ->
                        new MigrationStatus(log.module(), target.shown(), List.of(), List.of(), List.of(), "", problem),
                Inspection.interrupted(log));
    }

    /**
     * Releases a module's lock, whoever holds it.
     *
     * @param module the module's name
     * @param target the database
     * @return a sentence that tells what was found and done
     * @throws SQLException if there is no connection, or the database refuses
     */
    public String releaseLock(String module, Target target) throws SQLException {
        Errand<String> errand = new Errand<>("RELEASE " + module);
        return send(
                errand,
                () -> {
                    try (GuardedConnection connection =
                            GuardedConnection.open(errand.interruption(), target.connections()::getConnection)) {
                        return new MigrationLock(module, connection.shared(), false).release();
                    }
                },
                problem -> problem,
                "Releasing the lock of module '" + module + "' was interrupted.");
    }

    private static <T> T send(Errand<T> errand, Callable<T> work, Function<String, T> failed, String interrupted)
            throws SQLException {
        try {
            return errand.run(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed.apply(
                    "It was interrupted. What was applied before stays applied; the next start goes on there.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            LOG.error("A migration ended in a way that was not foreseen.", e.getCause());
            return failed.apply("It could not be done: " + e.getCause());
        }
    }
}
