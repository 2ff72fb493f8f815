// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an embedded H2 database, saved while it is migrated.
 *
 * <p>H2 commits every DDL statement at once, so a process that is killed in a change set leaves half of it. A copy is
 * therefore made before change sets are applied, and removed after: if it is there when the file is about to be opened,
 * the process was killed in between, and the copy takes the file's place. Nothing but the migration is lost by that,
 * because nobody else can use the database meanwhile.
 */
public final class EmbeddedFile {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);
    private static final String DATABASE = ".mv.db";
    private static final String COPY = ".before-migration.zip";
    private static final String PART = ".part";
    private static final int NOT_ADMINISTRATOR = 90040;
    /** What is being migrated in this process now; its copy is nobody's to put back. */
    private static final Set<Path> MIGRATED_NOW = ConcurrentHashMap.newKeySet();

    private final Path database;
    private final Connection connection;

    private EmbeddedFile(Path database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /**
     * Puts back what a migration saved, if the process was killed in it. To be called before the file is opened; does
     * nothing if there is nothing to put back, or if somebody has the file open.
     *
     * @param database the file without {@code .mv.db}
     * @throws IOException if it can't be put back
     */
    public static synchronized void recover(Path database) throws IOException {
        if (!isCutShort(database)) {
            return;
        }
        Path file = sibling(database, DATABASE);
        Path copy = sibling(database, COPY);
        if (Files.exists(file)) {
            // Not opened before it is known that this process hasn't: closing the channel would free H2's lock.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                return;
            }
        }
        Path part = sibling(database, DATABASE + PART);
        try (InputStream in = Files.newInputStream(copy);
                ZipInputStream zip = new ZipInputStream(in)) {
            if (zip.getNextEntry() == null) {
                throw new IOException("The copy '" + copy + "' is empty. Delete it to go on with the file as it is.");
            }
            Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
        }
        force(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(copy);
        LOG.warn("A migration of '{}' was cut short. The database is as it was before.", file);
    }

    /**
     * Puts back what a migration of this process saved, which was cut short and is not to be kept. To be called when its
     * connection is closed.
     *
     * @return whether there was anything to put back; if it can't be done now, it is when the file is opened again
     */
    static boolean undo(Path database) {
        MIGRATED_NOW.remove(key(database));
        if (!isCutShort(database)) {
            return false;
        }
        try {
            recover(database);
        } catch (IOException e) {
            LOG.warn("'{}' can't be put back yet to before its migration.", sibling(database, DATABASE), e);
        }
        return true;
    }

    /** Tells whether the last migration of a file was cut short and is yet to be undone. */
    static boolean isCutShort(Path database) {
        return !MIGRATED_NOW.contains(key(database)) && Files.exists(sibling(database, COPY));
    }

    /**
     * Shuts others out of the database and copies it.
     *
     * @param database the file without {@code .mv.db}
     * @param connection a connection to it, which commits every statement at once
     * @return what undoes both
     */
    static EmbeddedFile save(Path database, Connection connection) throws SQLException, IOException {
        EmbeddedFile saved = new EmbeddedFile(database, connection);
        Path part = sibling(database, COPY + PART);
        MIGRATED_NOW.add(key(database));
        try {
            saved.execute("set exclusive 1");
            saved.execute("backup to '" + part.toString().replace("'", "''") + "'");
            force(part);
            Files.move(part, sibling(database, COPY), StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            MIGRATED_NOW.remove(key(database));
            if (e.getErrorCode() != NOT_ADMINISTRATOR) {
                throw e;
            }
            LOG.warn(
                    "'{}' can't be saved before it is migrated, because the user of the migrations is no administrator"
                            + " of it. If the process is killed meanwhile, half a change set may stay.",
                    sibling(database, DATABASE));
        } catch (IOException e) {
            MIGRATED_NOW.remove(key(database));
            throw e;
        }
        return saved;
    }

    /** Makes the migration last, removes the copy and lets others in again. */
    void keep() throws SQLException, IOException {
        if (!MIGRATED_NOW.contains(key(database))) {
            return;
        }
        try {
            // H2 writes up to half a second after it commits; without the copy that would be too late.
            execute("checkpoint sync");
            Files.deleteIfExists(sibling(database, COPY));
            execute("set exclusive 0");
        } finally {
            MIGRATED_NOW.remove(key(database));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Path key(Path database) {
        return database.toAbsolutePath().normalize();
    }

    private static Path sibling(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
