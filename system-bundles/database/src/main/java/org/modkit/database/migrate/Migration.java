// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import org.modkit.api.database.ChangeSet;
import org.modkit.database.migrate.errand.GuardedConnection;
import org.modkit.database.migrate.errand.GuardedConnection.Commits;
import org.modkit.database.migrate.errand.Interruption;
import org.modkit.database.migrate.lock.MigrationLock;
import org.modkit.database.migrate.lock.MigrationLock.HeldByAnother;
import org.modkit.database.migrate.lock.TableNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One migration of one module. For the thread of its errand. */
final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private final ChangeLog log;
    private final Target target;
    private final Interruption interruption;
    private final Consumer<String> waiting;
    private final List<ChangeSet> applied = new ArrayList<>();
    private liquibase.changelog.ChangeSet current;
    private boolean undoes = true;
    private MigrationLock cutShort;
    private int skipped;

    Migration(ChangeLog log, Target target, Interruption interruption, Consumer<String> waiting) {
        this.log = log;
        this.target = target;
        this.interruption = interruption;
        this.waiting = waiting;
    }

    /**
     * What a migration came to.
     *
     * @param applied the change sets that were applied, even if it failed
     * @param skipped how many had been applied before
     * @param problem why it failed; empty if it didn't
     */
    record Result(List<ChangeSet> applied, int skipped, String problem) {
        static Result failed(String problem) {
            return new Result(List.of(), 0, problem);
        }
    }

    /** Migrates. What is thrown is that there is no connection. */
    Result run() throws SQLException {
        Optional<String> stuck = recover();
        if (stuck.isPresent()) {
            return Result.failed(stuck.get());
        }
        GuardedConnection connection = GuardedConnection.open(interruption, target.connections()::getConnection);
        String problem = "";
        try (connection) {
            unlessKnown(connection);
        } catch (Exception | LinkageError e) {
            Failure failure = failed(e);
            LOG.debug("The migration of module '{}' failed.", log.module(), e);
            problem = failure.getMessage();
        }
        if (cutShort != null && EmbeddedFile.undo(target.embeddedFile().orElseThrow())) {
            // The lock was held when the copy was made.
            freeOverAnother(cutShort);
            return Result.failed(
                    interruption.isWished()
                            ? Failure.undone(log).getMessage()
                            : problem + " The whole database is as it was before.");
        }
        return new Result(List.copyOf(applied), skipped, problem);
    }

    private Optional<String> recover() {
        if (target.embeddedFile().isPresent()) {
            try {
                EmbeddedFile.recover(target.embeddedFile().get());
            } catch (IOException e) {
                return Optional.of("The last migration of module '" + log.module()
                        + "' was cut short, and its database can't be put back to before it: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Migrates, unless the database tells that there is nothing to do. */
    private void unlessKnown(GuardedConnection connection) throws Exception {
        if (log.files().find(log.path()).isEmpty()) {
            throw Failure.missing(log);
        }
        Optional<String> fingerprint = Fingerprint.of(log);
        if (fingerprint.isPresent()) {
            Optional<Integer> known = MigrationLock.recalls(connection.shared(), log.module(), fingerprint.get());
            if (known.isPresent()) {
                skipped = known.get();
                return;
            }
        }
        MigrationLock lock = new MigrationLock(
                log.module(), connection.shared(), target.embeddedFile().isPresent());
        long end = System.nanoTime() + target.lockWait().toNanos();
        // The turn is given back while somebody else's lock is waited for: other modules have locks of their own.
        while (!Turn.take(() -> LiquibaseSession.open(
                log, connection.shared(), session -> migrate(lock, session, connection, fingerprint)))) {
            lock.await(end, target.lockWait(), interruption, waiting);
        }
    }

    /** Migrates if the lock can be had. */
    private boolean migrate(
            MigrationLock lock, LiquibaseSession session, GuardedConnection connection, Optional<String> fingerprint)
            throws Exception {
        try {
            session.parse();
        } catch (LiquibaseException e) {
            throw Failure.unreadable(log, e);
        }
        connection.shared().setAutoCommit(true);
        if (!lock.take(session.lockTable())) {
            return false;
        }
        try {
            withLock(lock, session, connection);
            connection.reset();
            if (fingerprint.isPresent()
                    && session.dependsOnFilesOnly()
                    && session.pending().isEmpty()) {
                remember(lock, fingerprint.get(), connection.shared());
            }
        } finally {
            free(lock, connection);
        }
        return true;
    }

    private void withLock(MigrationLock lock, LiquibaseSession session, GuardedConnection connection) throws Exception {
        // DDL apart, even databases that can't undo it can undo the rest of a change set.
        connection.shared().setAutoCommit(false);
        session.createHistory();
        Optional<Failure> invalid = Failure.invalid(log, session.validate());
        if (invalid.isPresent()) {
            throw invalid.get();
        }
        int pending = session.pending().size();
        skipped = session.all().size() - pending;
        if (pending == 0) {
            return;
        }
        Optional<EmbeddedFile> saved = save(connection);
        boolean isThrough = false;
        try {
            connection.shared().setAutoCommit(false);
            session.update(new Watch(connection));
            isThrough = true;
        } finally {
            if (saved.isPresent()) {
                cutShort = lock;
                connection.reset();
                // As after a kill: half a change set would be in the way of the next start for ever.
                if (isThrough || !interruption.isWished()) {
                    saved.get().keep();
                    cutShort = null;
                }
            }
        }
    }

    private Optional<EmbeddedFile> save(GuardedConnection connection) throws SQLException, IOException {
        if (target.embeddedFile().isEmpty()) {
            return Optional.empty();
        }
        connection.shared().setAutoCommit(true);
        return Optional.of(EmbeddedFile.save(target.embeddedFile().get(), connection.shared()));
    }

    private void remember(MigrationLock lock, String fingerprint, Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("select count(*), max(orderexecuted) from "
                        + TableNames.of(log.module()).history())) {
            rows.next();
            lock.remember(fingerprint, rows.getInt(1), rows.getInt(2));
        }
    }

    private void free(MigrationLock lock, GuardedConnection connection) {
        try {
            connection.reset();
            lock.free();
        } catch (SQLException broken) {
            freeOverAnother(lock);
        }
    }

    private void freeOverAnother(MigrationLock lock) {
        try (Connection other = target.connections().getConnection()) {
            lock.free(other);
        } catch (SQLException e) {
            LOG.warn(
                    "The lock of module '{}' could not be released, because its database does not answer: {}"
                            + " The next migration takes it over.",
                    log.module(),
                    e.getMessage());
        }
    }

    /** Puts what went wrong into sentences. */
    private Failure failed(Throwable thrown) {
        if (interruption.isWished()) {
            return Failure.interrupted(log);
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Failure failure) {
                return failure;
            }
            if (t instanceof HeldByAnother held) {
                return Failure.with(held.getMessage(), held);
            }
        }
        return current == null ? Failure.outside(log, target, thrown) : Failure.in(current, log, undoes, thrown);
    }

    /** Notes what is done, and keeps each change set and its row of the history in one transaction. */
    private final class Watch extends AbstractChangeExecListener {
        private final GuardedConnection connection;
        private final boolean ddlIsUndone;

        Watch(GuardedConnection connection) throws SQLException {
            this.connection = connection;
            this.ddlIsUndone = !connection.shared().getMetaData().dataDefinitionCausesTransactionCommit();
        }

        @Override
        public void willRun(
                liquibase.changelog.ChangeSet changeSet,
                DatabaseChangeLog changeLog,
                Database database,
                RunStatus status) {
            current = changeSet;
            undoes = changeSet.isRunInTransaction() && ddlIsUndone;
            connection.commits(changeSet.isRunInTransaction() ? Commits.HELD : Commits.AS_ASKED);
        }

        @Override
        public void ran(
                liquibase.changelog.ChangeSet changeSet,
                DatabaseChangeLog changeLog,
                Database database,
                ExecType type) {
            connection.commits(Commits.AS_ASKED);
            current = null;
            applied.add(new ChangeSet(changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath()));
        }
    }
}
