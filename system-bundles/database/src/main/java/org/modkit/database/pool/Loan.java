// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connection that somebody took, and who that was. */
final class Loan {
    private static final int DEEP = 12;
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OURS = Stream.of(Loan.class, Loans.class, ModulePool.class, ModuleDataSource.class)
            .map(Class::getName)
            .collect(Collectors.toSet());

    private final Connection connection;
    private final String thread = Thread.currentThread().getName();
    private final List<StackFrame> frames;
    private final long since = System.nanoTime();
    private volatile boolean isReported;

    Loan(Connection connection) {
        this.connection = connection;
        // Some frames instead of a whole trace, since this happens at every getConnection.
        this.frames = WALKER.walk(all -> all.dropWhile(frame -> OURS.contains(frame.getClassName()))
                .limit(DEEP)
                .toList());
    }

    boolean isOver() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /** The driver's own connection, or nothing if it is closed. */
    Optional<Connection> physical() {
        try {
            return connection.isClosed() ? Optional.empty() : Optional.of(connection.unwrap(Connection.class));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Whether it is to be reported now: once, when it is older than that. */
    boolean isDue(Duration threshold) {
        if (isReported || age().compareTo(threshold) < 0) {
            return false;
        }
        isReported = true;
        return true;
    }

    /** Where it was taken, as a clause. */
    @Override
    public String toString() {
        return "by thread '" + thread + "'" + (frames.isEmpty() ? "" : " at " + frames.get(0));
    }

    /** The calls that led there, one in a line. */
    String trace() {
        var trace = new StringBuilder();
        frames.forEach(frame -> trace.append("\n\tat ").append(frame));
        return trace.toString();
    }
}
