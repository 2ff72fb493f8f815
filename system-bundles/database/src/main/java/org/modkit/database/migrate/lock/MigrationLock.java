// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.modkit.database.migrate.errand.Interruption;
import org.modkit.database.migrate.lock.LockTable.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of one module's migrations in one database, as one connection sees it.
 *
 * <p>For the thread that uses the connection, which commits every statement at once while it is here.
 */
public final class MigrationLock {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final String module;
    private final boolean alone;
    private final LockTable table;
    private final Sessions sessions;
    private final Owner self;

    /**
     * Looks at the lock.
     *
     * @param module the module
     * @param connection the connection
     * @param alone whether nobody but this process can have the database open
     * @throws SQLException if the database does not answer
     */
    public MigrationLock(String module, Connection connection, boolean alone) throws SQLException {
        this.module = module;
        this.alone = alone;
        this.table = new LockTable(connection, TableNames.of(module));
        this.sessions = new Sessions(connection);
        this.self = Machine.self().in(sessions.own());
    }

    /** Somebody else has the lock and kept it for as long as could be waited. */
    public static final class HeldByAnother extends Exception {
        private static final long serialVersionUID = 1L;

        HeldByAnother(String sentence) {
            super(sentence);
        }
    }

    /**
     * Takes the lock if nobody holds it, or nobody any more.
     *
     * @param creation the statement that creates the table, if it isn't there
     * @return whether it is ours now
     * @throws SQLException if the database fails
     */
    public boolean take(String creation) throws SQLException {
        table.create(creation);
        sessions.endWithUs();
        if (table.take(self.text())) {
            return true;
        }
        Optional<Held> held = table.held();
        return held.isPresent() ? takeOver(held.get()) : table.take(self.text());
    }

    /**
     * Waits until it is worth while to try to take the lock again.
     *
     * @param end when waiting ends, as {@link System#nanoTime()} tells it
     * @param patience how long that was from the beginning, to be told
     * @param interruption ends the waiting
     * @param waiting is told what is waited for, and an empty string when that is over
     * @throws HeldByAnother if the lock could not be had in time; with a sentence
     * @throws SQLException if the database fails, or on interruption
     */
    public void await(long end, Duration patience, Interruption interruption, Consumer<String> waiting)
            throws HeldByAnother, SQLException {
        Duration pause = FIRST_PAUSE;
        try {
            for (Optional<Held> held = table.held(); held.isPresent(); held = table.held()) {
                if (whereabouts(held.get()).gone()) {
                    return;
                }
                String owner = shown(held.get());
                waiting.accept(
                        "Module '" + module + "' waits for the lock of its migrations, which " + owner + " holds.");
                if (System.nanoTime() > end) {
                    throw new HeldByAnother("Module '" + module + "' could not be migrated, because " + owner
                            + " holds the lock of its migrations and did not release it within " + patience.toSeconds()
                            + " s. If nobody migrates there any more, release it with 'modkit migrate --release-lock "
                            + module + "'.");
                }
                interruption.pause(pause);
                pause = pause.compareTo(LAST_PAUSE) < 0 ? pause.plus(FIRST_PAUSE) : LAST_PAUSE;
            }
        } finally {
            waiting.accept("");
        }
    }

    private Whereabouts whereabouts(Held held) throws SQLException {
        Owner owner = Owner.of(held.by());
        return Whereabouts.of(owner, self, sessions.find(owner.session()), alone);
    }

    private boolean takeOver(Held held) throws SQLException {
        Owner owner = Owner.of(held.by());
        Whereabouts whereabouts = whereabouts(held);
        if (whereabouts.ended() && !whereabouts.gone()) {
            LOG.warn(
                    "The session in which {} migrated module '{}' is still at work, though {}. It is ended.",
                    shown(held),
                    module,
                    whereabouts.why());
            sessions.end(owner.session());
        }
        if (!whereabouts.gone() || !table.takeFrom(held.by(), self.text())) {
            return false;
        }
        LOG.warn(
                "Module '{}' takes over the lock of its migrations, which {} left behind: {}.",
                module,
                shown(held),
                whereabouts.why());
        return true;
    }

    private static String shown(Held held) {
        return Owner.of(held.by()).shown() + " since "
                + TIME.format(LocalDateTime.ofInstant(held.since(), ZoneId.systemDefault()));
    }

    /**
     * Frees the lock.
     *
     * @throws SQLException if the database fails
     */
    public void free() throws SQLException {
        free(table);
    }

    /**
     * Frees the lock over another connection, as its own is broken.
     *
     * @param other commits every statement at once
     * @throws SQLException if the database fails
     */
    public void free(Connection other) throws SQLException {
        free(new LockTable(other, TableNames.of(module)));
    }

    private void free(LockTable over) throws SQLException {
        if (!over.free(self.text())) {
            LOG.warn("Somebody released the lock of module '{}' while it was migrated.", module);
        }
    }

    /**
     * Frees the lock, whoever has it.
     *
     * @return a sentence that tells who had it
     * @throws SQLException if the database fails
     */
    public String release() throws SQLException {
        Optional<Held> held = table.held();
        if (held.isEmpty()) {
            return "Nobody holds the lock of the migrations of module '" + module + "'.";
        }
        table.free(held.get().by());
        return "The lock of the migrations of module '" + module + "', which " + shown(held.get())
                + " held, is released.";
    }

    /**
     * Tells who has the lock.
     *
     * @return a clause; empty if nobody has
     * @throws SQLException if the database fails
     */
    public String holder() throws SQLException {
        Optional<Held> held = table.held();
        if (held.isEmpty()) {
            return "";
        }
        Owner owner = Owner.of(held.get().by());
        Whereabouts whereabouts = Whereabouts.of(owner, self, sessions.find(owner.session()), alone);
        return "held by " + shown(held.get()) + (whereabouts.why().isEmpty() ? "" : "; " + whereabouts.why());
    }

    /**
     * Remembers what was applied. To be called by the owner of the lock.
     *
     * @param what identifies the state of the change log
     * @param rows how many rows the history has
     * @param last the number of its last row
     * @throws SQLException if the database fails
     */
    public void remember(String what, int rows, int last) throws SQLException {
        table.remember(memory(what, rows, last));
    }

    /**
     * Tells, in one question to the database, whether a state of the change log is what was last applied, and nobody is
     * at it now.
     *
     * @param what identifies the state
     * @return how many rows the history has; empty if it isn't
     * @throws SQLException if the database fails
     */
    public static Optional<Integer> recalls(Connection connection, String module, String what) throws SQLException {
        return new LockTable(connection, TableNames.of(module))
                .remembered()
                .filter(found -> memory(what, found.rows(), found.last()).equals(found.what()))
                .map(LockTable.Remembered::rows);
    }

    private static String memory(String what, int rows, int last) {
        return "modkit applied " + what + " rows=" + rows + " last=" + last;
    }
}
