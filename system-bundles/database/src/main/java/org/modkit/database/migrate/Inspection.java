// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.executor.LoggingExecutor;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationStatus;
import org.modkit.database.migrate.errand.GuardedConnection;
import org.modkit.database.migrate.errand.GuardedConnection.Commits;
import org.modkit.database.migrate.errand.Interruption;
import org.modkit.database.migrate.lock.MigrationLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at a module's database that changes nothing. For the thread of its errand. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final ChangeLog log;
    private final Target target;
    private final Interruption interruption;
    private liquibase.changelog.ChangeSet current;

    Inspection(ChangeLog log, Target target, Interruption interruption) {
        this.log = log;
        this.target = target;
        this.interruption = interruption;
    }

    /** Plans. What is thrown is that there is no connection. */
    MigrationPlan plan() throws SQLException {
        StringWriter sql = new StringWriter();
        List<ChangeSet> pending = new ArrayList<>();
        String problem = look((session, connection) -> {
            Optional<Failure> invalid = Failure.invalid(log, session.validate());
            if (invalid.isPresent()) {
                throw invalid.get();
            }
            pending.addAll(session.pending());
            if (!pending.isEmpty()) {
                session.write(sql, Annotations::new);
            }
        });
        return new MigrationPlan(log.module(), target.shown(), pending, sql.toString(), problem);
    }

    /** Tells the status. What is thrown is that there is no connection. */
    MigrationStatus status() throws SQLException {
        List<ChangeSet> applied = new ArrayList<>();
        List<ChangeSet> pending = new ArrayList<>();
        List<ChangeSet> changed = new ArrayList<>();
        StringBuilder holder = new StringBuilder();
        String problem = look((session, connection) -> {
            boolean alone = target.embeddedFile().isPresent();
            holder.append(new MigrationLock(log.module(), connection, alone).holder());
            applied.addAll(session.applied());
            pending.addAll(session.pending());
            changed.addAll(session.changed());
            ValidatingVisitor validation = session.validate();
            Optional<Failure> invalid = Failure.invalid(log, validation);
            // That something was changed is told by name already.
            if (invalid.isPresent() && changed.isEmpty()) {
                throw invalid.get();
            }
        });
        return new MigrationStatus(log.module(), target.shown(), applied, pending, changed, holder.toString(), problem);
    }

    /** What is to be found out. */
    @FunctionalInterface
    private interface Question {
        void ask(LiquibaseSession session, Connection connection) throws Exception;
    }

    /** Returns why the question could not be answered; empty if it could. */
    private String look(Question question) throws SQLException {
        if (target.embeddedFile().filter(EmbeddedFile::isCutShort).isPresent()) {
            return "The last migration of module '" + log.module() + "' was cut short. The next start puts its database"
                    + " back to before it; until then nothing can be told of it.";
        }
        try (GuardedConnection connection = GuardedConnection.open(interruption, target.connections()::getConnection)) {
            return look(question, connection);
        }
    }

    private String look(Question question, GuardedConnection connection) {
        try {
            if (log.files().find(log.path()).isEmpty()) {
                throw Failure.missing(log);
            }
            forbidWriting(connection.shared());
            // Without a transaction, a question that fails, as for a table that isn't there yet, spoils no other.
            connection.commits(Commits.AT_ONCE);
            return Turn.take(() -> LiquibaseSession.open(log, connection.shared(), session -> {
                parse(session);
                question.ask(session, connection.shared());
                return "";
            }));
        } catch (Exception | LinkageError e) {
            LOG.debug("Module '{}' could not be looked at.", log.module(), e);
            return problem(e);
        }
    }

    private void parse(LiquibaseSession session) throws Failure {
        try {
            session.parse();
        } catch (LiquibaseException e) {
            throw Failure.unreadable(log, e);
        }
    }

    private static void forbidWriting(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            // Its driver heeds the above in transactions only, and we have none.
            try (Statement statement = connection.createStatement()) {
                statement.execute("set default_transaction_read_only = on");
            }
        }
    }

    static String interrupted(ChangeLog log) {
        return "Looking at the database of module '" + log.module() + "' was interrupted.";
    }

    private String problem(Throwable thrown) {
        if (interruption.isWished()) {
            return interrupted(log);
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Failure failure) {
                return failure.getMessage();
            }
        }
        return current == null
                ? Failure.outside(log, target, thrown).getMessage()
                : Failure.unknowable(current, log, thrown).getMessage();
    }

    /** Says in the plan what its SQL does not. */
    private final class Annotations extends AbstractChangeExecListener {
        private final LoggingExecutor pen;

        Annotations(LoggingExecutor pen) {
            this.pen = pen;
        }

        @Override
        public void willRun(
                liquibase.changelog.ChangeSet changeSet,
                DatabaseChangeLog changeLog,
                Database database,
                RunStatus status) {
            current = changeSet;
        }

        @Override
        public void willRun(
                Change change,
                liquibase.changelog.ChangeSet changeSet,
                DatabaseChangeLog changeLog,
                Database database) {
            if (change instanceof CustomChangeWrapper java) {
                try {
                    pen.comment("Here the Java change " + java.getClassName() + " runs. What it does is not known.");
                } catch (DatabaseException e) {
                    throw new UnexpectedLiquibaseException(e);
                }
            }
        }
    }
}
