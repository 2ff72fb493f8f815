// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.errand;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;

/**
 * The connection of an errand: its statements end when the errand is called off, and it commits when it should.
 *
 * <p>For the errand's thread alone. {@link #shared()} is what others are given: it looks like the connection itself.
 */
public final class GuardedConnection implements AutoCloseable {
    /** When a commit that somebody asks for is done. */
    public enum Commits {
        /** As JDBC says. */
        AS_ASKED,
        /** Not now: what was done up to here belongs together with what comes. */
        HELD,
        /** By every statement itself; no transaction can be begun. */
        AT_ONCE
    }

    private final Interruption interruption;
    private final Connection connection;
    private final Connection shared;
    private Commits commits = Commits.AS_ASKED;

    private GuardedConnection(Interruption interruption, Connection connection) {
        this.interruption = interruption;
        this.connection = connection;
        this.shared = proxy(Connection.class, this::onConnection);
    }

    /**
     * Opens the connection.
     *
     * @param interruption the errand's
     * @param open opens it
     * @throws SQLException what {@code open} throws
     */
    public static GuardedConnection open(Interruption interruption, Interruption.SqlCall<Connection> open)
            throws SQLException {
        return new GuardedConnection(interruption, interruption.connect(open));
    }

    /** Returns the connection for those who are to be guarded. */
    public Connection shared() {
        return shared;
    }

    /** Says when commits are done from now on. */
    public void commits(Commits when) {
        commits = when;
    }

    /** Rolls back and commits every statement at once from now on. Never called off. */
    public void reset() throws SQLException {
        interruption.over();
        commits = Commits.AS_ASKED;
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        interruption.over();
        connection.close();
    }

    private Object onConnection(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit":
                return commits == Commits.AS_ASKED ? guarded(null, method, arguments) : null;
            case "setAutoCommit":
                return commits == Commits.AT_ONCE ? null : guarded(null, method, arguments);
            case "createStatement":
                return statement(Statement.class, (Statement) invoke(connection, method, arguments));
            case "prepareStatement":
                return statement(PreparedStatement.class, (Statement) invoke(connection, method, arguments));
            case "prepareCall":
                return statement(CallableStatement.class, (Statement) invoke(connection, method, arguments));
            default:
                return guarded(null, method, arguments);
        }
    }

    private <S extends Statement> S statement(Class<S> type, Statement statement) {
        return proxy(
                type,
                (proxy, method, arguments) -> method.getName().startsWith("execute")
                        ? guarded(statement, method, arguments)
                        : invoke(statement, method, arguments));
    }

    private Object guarded(Statement statement, Method method, Object[] arguments) throws Throwable {
        Object subject = statement == null ? connection : statement;
        Callable<Object> call = () -> {
            try {
                return method.invoke(subject, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        };
        // Whoever can't go on must still be able to undo.
        boolean undoes = method.getName().equals("rollback") || method.getName().equals("close");
        return undoes ? call.call() : interruption.during(statement, call);
    }

    private static Object invoke(Object subject, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(subject, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <S> S proxy(Class<S> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
