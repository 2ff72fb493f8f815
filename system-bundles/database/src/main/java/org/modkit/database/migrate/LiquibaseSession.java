// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.Writer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.SingletonScopeManager;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.ChangeSetVisitor;
import liquibase.changelog.visitor.ListVisitor;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.precondition.PreconditionLogic;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.ui.LoggerUIService;
import org.modkit.database.migrate.lock.TableNames;

/**
 * Liquibase with one change log and one connection.
 *
 * <p>Liquibase's own commands are not used: they take its lock, which knows no owner, and commit a change set before they
 * commit that it was applied. Its factories are static and not made for several threads: there is one session at a time,
 * on the thread that {@link #open}s it, while that thread has the {@link Turn}.
 */
final class LiquibaseSession {
    /** The root of all scopes, with Liquibase's singletons, which take long to make. */
    private static final SingletonScopeManager ROOT = new SingletonScopeManager();

    private final ChangeLog log;
    private final LiquibaseFiles files;
    private final Database database;
    private DatabaseChangeLog parsed;

    private LiquibaseSession(ChangeLog log, LiquibaseFiles files, Database database) {
        this.log = log;
        this.files = files;
        this.database = database;
    }

    /** What is done with a session. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T with(LiquibaseSession session) throws Exception;
    }

    /** Opens a session, uses it and closes it; the connection stays open. */
    static <T> T open(ChangeLog log, Connection connection, Work<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        LiquibaseFiles files = new LiquibaseFiles(log);
        ModuleClasses classes = new ModuleClasses(log.files().loader());
        Scope.setScopeManager(ROOT);
        try {
            thread.setContextClassLoader(Scope.class.getClassLoader());
            Scope.getCurrentScope();
            thread.setContextClassLoader(classes);
            return Scope.child(scope(files, classes), () -> work(log, files, connection, work));
        } finally {
            // Not null: the next thread that this one starts would choke on it.
            Scope.setScopeManager(new SingletonScopeManager());
            thread.setContextClassLoader(before);
            classes.forget();
        }
    }

    private static Map<String, Object> scope(LiquibaseFiles files, ClassLoader classes) {
        String deployment = String.valueOf(System.currentTimeMillis());
        return Map.of(
                Scope.Attr.classLoader.name(),
                classes,
                Scope.Attr.resourceAccessor.name(),
                files,
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                Scope.Attr.logService.name(),
                new LiquibaseLog(),
                Scope.Attr.deploymentId.name(),
                deployment.substring(deployment.length() - 10),
                "liquibase.analytics.enabled",
                "false");
    }

    private static <T> T work(ChangeLog log, LiquibaseFiles files, Connection connection, Work<T> work)
            throws Exception {
        Scope scope = Scope.getCurrentScope();
        try {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            TableNames names = TableNames.of(log.module());
            database.setDatabaseChangeLogTableName(names.history());
            database.setDatabaseChangeLogLockTableName(names.lock());
            return work.with(new LiquibaseSession(log, files, database));
        } finally {
            scope.getSingleton(ExecutorService.class).reset();
            scope.getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
        }
    }

    /** Reads the change log and all it includes; touches no database. */
    void parse() throws LiquibaseException {
        parsed = ChangeLogParserFactory.getInstance()
                .getParser(log.path(), files)
                .parse(log.path(), new ChangeLogParameters(database), files);
    }

    /** Returns the statement that creates the table of the lock. */
    String lockTable() {
        Sql[] sql = SqlGeneratorFactory.getInstance()
                .generateSql(new CreateDatabaseChangeLogLockTableStatement(), database);
        return Arrays.stream(sql).map(Sql::toSql).collect(Collectors.joining("; "));
    }

    /** Makes sure that there is a table for the history. */
    void createHistory() throws LiquibaseException {
        database.commit();
        history().init();
    }

    /** Compares the change log with the database, without changing either. */
    ValidatingVisitor validate() throws LiquibaseException {
        ValidatingVisitor validation = new ValidatingVisitor(database.getRanChangeSetList());
        validation.validate(database, parsed);
        visit(validation, List.of());
        return validation;
    }

    /** Returns the change sets that would be applied now. */
    List<org.modkit.api.database.ChangeSet> pending() throws LiquibaseException {
        return list(List.of(new ShouldRunChangeSetFilter(database)))
                .map(LiquibaseSession::told)
                .toList();
    }

    /** Returns the change sets that are meant for this database. */
    List<org.modkit.api.database.ChangeSet> all() throws LiquibaseException {
        return list(List.of()).map(LiquibaseSession::told).toList();
    }

    /** Returns the change sets of the history, in the order in which they were applied. */
    List<org.modkit.api.database.ChangeSet> applied() throws LiquibaseException {
        return history().getRanChangeSets().stream()
                .map(row -> new org.modkit.api.database.ChangeSet(row.getId(), row.getAuthor(), row.getChangeLog()))
                .toList();
    }

    /** Returns the change sets that were edited after they had been applied, and should not have been. */
    List<org.modkit.api.database.ChangeSet> changed() throws LiquibaseException {
        List<RanChangeSet> ran = history().getRanChangeSets();
        return list(List.of())
                .filter(now -> !now.shouldRunOnChange() && !now.shouldAlwaysRun())
                .filter(now -> ran.stream()
                        .anyMatch(then -> then.isSameAs(now)
                                && then.getLastCheckSum() != null
                                && !now.isCheckSumValid(then.getLastCheckSum())))
                .map(LiquibaseSession::told)
                .toList();
    }

    private Stream<ChangeSet> list(List<ChangeSetFilter> filters) throws LiquibaseException {
        ListVisitor list = new ListVisitor();
        visit(list, filters);
        return list.getSeenChangeSets().stream();
    }

    private static org.modkit.api.database.ChangeSet told(ChangeSet changeSet) {
        return new org.modkit.api.database.ChangeSet(changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath());
    }

    private ChangeLogHistoryService history() {
        return Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database);
    }

    /** Applies what is pending. */
    void update(ChangeExecListener listener) throws LiquibaseException {
        visit(new UpdateVisitor(database, listener, new ShouldRunChangeSetFilter(database)), List.of());
        database.commit();
    }

    /** Writes what {@link #update} would do. Java changes are not run. */
    void write(Writer out, Listener listener) throws Exception {
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        LoggingExecutor pen = new LoggingExecutor(executors.getExecutor("jdbc", database), out, database);
        executors.setExecutor("logging", database, pen);
        executors.setExecutor("jdbc", database, pen);
        history().init();
        Scope.child(
                Map.of(Change.SHOULD_EXECUTE, Boolean.FALSE),
                () -> visit(
                        new UpdateVisitor(database, listener.with(pen), new ShouldRunChangeSetFilter(database)),
                        List.of()));
    }

    /** Makes a listener of what is needed to write. */
    @FunctionalInterface
    interface Listener {
        /** Makes it. */
        ChangeExecListener with(LoggingExecutor pen);
    }

    /** Tells whether the same files will always do the same. */
    boolean dependsOnFilesOnly() throws LiquibaseException {
        return !files.hasReadElsewhere()
                && isEmpty(parsed.getPreconditions())
                && parsed.getChangeSets().stream().noneMatch(ChangeSet::shouldAlwaysRun);
    }

    /** Tells whether nothing is asked; Liquibase adds an empty container for each file that is included. */
    private static boolean isEmpty(PreconditionLogic preconditions) {
        return preconditions.getNestedPreconditions().stream()
                .allMatch(nested -> nested instanceof PreconditionLogic logic && isEmpty(logic));
    }

    private void visit(ChangeSetVisitor visitor, List<ChangeSetFilter> more) throws LiquibaseException {
        Contexts contexts = new Contexts();
        LabelExpression labels = new LabelExpression();
        List<ChangeSetFilter> filters = new ArrayList<>(List.of(
                new ContextChangeSetFilter(contexts),
                new LabelChangeSetFilter(labels),
                new DbmsChangeSetFilter(database),
                new IgnoreChangeSetFilter()));
        filters.addAll(more);
        new ChangeLogIterator(parsed, filters).run(visitor, new RuntimeEnvironment(database, contexts, labels));
    }
}
