// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.errand;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether an {@link Errand} is still wanted, and what its thread is at.
 *
 * <p>Safe for use by any thread. The monitor is held while a statement is canceled, so that the canceling can't hit what
 * the thread does next.
 */
public final class Interruption {
    private static final Duration AGAIN = Duration.ofMillis(100);
    /** After so many tries the connection is broken off instead. */
    private static final int TRIES = 30;

    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread thread;
    private Connection connection;
    private Statement running;
    private boolean connecting;
    private boolean busy;
    private boolean over;

    Interruption() {}

    synchronized void begin() {
        thread = Thread.currentThread();
    }

    void end() {
        ended.countDown();
    }

    synchronized boolean isConnecting() {
        return connecting;
    }

    /** Tells whether the errand was called off. */
    public boolean isWished() {
        return wished.getCount() == 0;
    }

    /**
     * Goes no further if the errand was called off.
     *
     * @throws SQLException if so
     */
    public void check() throws SQLException {
        if (isWished()) {
            throw new SQLException("The migration was called off.", "57014");
        }
    }

    /**
     * Waits.
     *
     * @param time how long, unless the errand is called off
     * @throws SQLException if it was called off
     */
    public void pause(Duration time) throws SQLException {
        try {
            if (!wished.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException("The migration was called off.", "57014");
    }

    /**
     * Opens the errand's connection.
     *
     * @param open opens it
     * @return the connection
     * @throws SQLException if it can't be opened, or if the errand was called off meanwhile
     */
    public Connection connect(SqlCall<Connection> open) throws SQLException {
        set(true, true);
        try {
            Connection opened = open.call();
            synchronized (this) {
                connection = opened;
            }
            return opened;
        } finally {
            set(false, false);
        }
    }

    private synchronized void set(boolean nowConnecting, boolean nowBusy) {
        connecting = nowConnecting;
        busy = nowBusy;
    }

    /** Lets the errand clean up: from now on nothing cancels it. */
    public synchronized void over() {
        over = true;
        Thread.interrupted();
    }

    /** Runs a statement, which is canceled if the errand is called off meanwhile. */
    Object during(Statement statement, Callable<Object> call) throws Exception {
        synchronized (this) {
            if (!over) {
                check();
            }
            running = statement;
            busy = true;
        }
        try {
            return call.call();
        } finally {
            synchronized (this) {
                running = null;
                busy = false;
            }
        }
    }

    /** Calls the errand off, again and again until it is done or past it. */
    void wish() {
        wished.countDown();
        try {
            for (int i = 0; i < TRIES; i++) {
                if (!nudge() || ended.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            breakOff();
        } catch (InterruptedException e) {
            // Nobody else knows this thread.
            return;
        }
    }

    private synchronized boolean nudge() {
        if (over) {
            return false;
        }
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // Tried again soon, and then the connection is broken off.
                return true;
            }
        } else if (!busy && waits()) {
            thread.interrupt();
        }
        return true;
    }

    /** A thread that runs may be reading H2's file, which interrupting it would close. */
    private boolean waits() {
        Thread.State state = thread == null ? Thread.State.NEW : thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private void breakOff() {
        Connection open;
        synchronized (this) {
            open = over ? null : connection;
        }
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // The thread is left to itself; it ends when its statement does.
                return;
            }
        }
    }

    /**
     * A call that may fail as JDBC does.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface SqlCall<T> {
        /** Calls. */
        T call() throws SQLException;
    }
}
