// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Engine;
import org.modkit.configuration.database.Login;
import org.modkit.configuration.tree.Secrets;
import org.modkit.database.pool.UnopenableException.Hope;

/** Finds the words for what a driver says. Pure. */
public final class Faults {
    private static final int H2_IN_USE = 90020;
    private static final int H2_ABSENT = 90146;
    private static final int H2_SETTING = 90113;
    /** What PostgreSQL's driver says if the server asks for a password and none is configured. */
    private static final String NO_PASSWORD = "08004";

    private Faults() {}

    /**
     * Says why a database can't be opened.
     *
     * @param settings the database
     * @param login the rights with which it was tried
     * @param failure what the driver threw
     * @return the sentence, and whether it makes sense to try again
     */
    public static UnopenableException opening(DatabaseSettings settings, Login login, SQLException failure) {
        SQLException told = telling(failure);
        String start = "Module '" + settings.module() + "' can't open its database " + settings.shown() + ": ";
        return new UnopenableException(start + words(settings, login, told), hope(settings, told), failure);
    }

    /**
     * Says why a file could not be put back as it was before a migration that was killed.
     *
     * @param settings the database
     * @param failure what the file system said
     * @return the sentence
     */
    public static UnopenableException recovering(DatabaseSettings settings, IOException failure) {
        return new UnopenableException(
                "Module '" + settings.module() + "' can't open its database " + settings.shown()
                        + ": a migration was killed in it, and what it was before can't be put back. Make room on the disk"
                        + " and let this user write there. The system says: " + failure + ".",
                Hope.NONE,
                failure);
    }

    /** A pool wraps what the driver said. */
    private static SQLException telling(SQLException failure) {
        SQLException told = failure;
        while (told.getSQLState() == null && told.getCause() instanceof SQLException deeper) {
            told = deeper;
        }
        return told;
    }

    private static Hope hope(DatabaseSettings settings, SQLException told) {
        String state = state(told);
        boolean isPassing = state.startsWith("08") && !state.equals(NO_PASSWORD)
                || state.startsWith("57P")
                || state.equals("53300")
                || isH2(settings, told, H2_IN_USE)
                || caused(told, UnknownHostException.class);
        return isPassing ? Hope.TIME : Hope.NONE;
    }

    private static String words(DatabaseSettings settings, Login login, SQLException told) {
        String said = " The driver says: " + said(told);
        String state = state(told);
        if (caused(told, UnknownHostException.class)) {
            return "the name of its host is not known. Correct 'host' or the 'dsn', or mend the name service." + said;
        }
        if (isH2(settings, told, H2_IN_USE)) {
            return "another process has the file open. Stop that process, or give this container a folder of its own."
                    + said;
        }
        if (isH2(settings, told, H2_ABSENT) || state.equals("3D000")) {
            return "there is no such database. Create it, or correct its name in the configuration." + said;
        }
        if (isH2(settings, told, H2_SETTING)) {
            return "it does not know a setting of the address. Correct 'params' or the 'dsn'." + said;
        }
        if (state.startsWith("28") || state.equals(NO_PASSWORD)) {
            return "it refuses " + (login.user().isEmpty() ? "a nameless user" : "the user '" + login.user() + "'")
                    + ". Correct 'user' and 'password' in the configuration, or create that user." + said;
        }
        if (state.equals("53300")) {
            return "its server takes no more connections. Lower 'max_conns' of the modules' pools, or raise the server's"
                    + " limit." + said;
        }
        if (state.startsWith("57P")) {
            return "its server is starting or stopping. Wait for it, or look at its log." + said;
        }
        if (state.startsWith("08")) {
            return "its server can't be reached. Start it, or correct 'host' and 'port' in the configuration." + said;
        }
        return "it refuses (SQL state " + (state.isEmpty() ? "unknown" : state) + ")."
                + " Look at what its driver says, and at its configuration." + said;
    }

    private static String said(SQLException told) {
        String message =
                Secrets.maskedText(String.valueOf(told.getMessage()).strip().replaceAll("\\s+", " "));
        return message.endsWith(".") ? message : message + ".";
    }

    private static String state(SQLException told) {
        return told.getSQLState() == null ? "" : told.getSQLState();
    }

    private static boolean isH2(DatabaseSettings settings, SQLException told, int code) {
        return settings.engine() == Engine.H2 && told.getErrorCode() == code;
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
