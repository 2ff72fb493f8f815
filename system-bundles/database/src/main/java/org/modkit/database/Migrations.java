// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.modkit.api.database.MigrationReport;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolver;
import org.modkit.database.migrate.EmbeddedFile;
import org.modkit.database.migrate.Migrator;
import org.modkit.database.migrate.Target;
import org.modkit.database.pool.Connector;
import org.modkit.database.pool.Faults;
import org.modkit.database.pool.UnopenableException;

/** Migrates one module's database, and tries for a while if it can't be reached. Safe for use by any thread. */
final class Migrations {
    private static final long MILLIS_BETWEEN_TRIES = 500;

    private final Migrator migrator;
    private final Connector connector;
    private final CountDownLatch ended;

    /** Takes a latch that is opened when nobody is to try again. */
    Migrations(Migrator migrator, Connector connector, CountDownLatch ended) {
        this.migrator = migrator;
        this.connector = connector;
        this.ended = ended;
    }

    /** Migrates, or only sees that the database answers if there is nothing to migrate. */
    MigrationReport migrate(KnownModule module, Resolver resolver, Consumer<String> trouble)
            throws UnopenableException, InterruptedException {
        DatabaseSettings settings = module.resolution().settings().orElseThrow();
        long begin = System.nanoTime();
        long patience = resolver.connectWait().toNanos();
        while (true) {
            try {
                return attempt(module, settings, resolver.lockWait(), trouble);
            } catch (UnopenableException e) {
                long left = patience - (System.nanoTime() - begin);
                if (e.hope() != UnopenableException.Hope.TIME || left <= 0) {
                    throw e;
                }
                // The same sentence each time, so that it is told once.
                trouble.accept(e.getMessage() + " It is tried for " + Math.round(patience / 1e9) + " s.");
                if (ended.await(MILLIS_BETWEEN_TRIES, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private MigrationReport attempt(
            KnownModule module, DatabaseSettings settings, Duration lockWait, Consumer<String> trouble)
            throws UnopenableException {
        long begin = System.nanoTime();
        recover(settings);
        if (module.changeLog().isEmpty()) {
            answer(settings);
            return new MigrationReport(
                    module.name(),
                    settings.shown(),
                    MigrationReport.Outcome.UP_TO_DATE,
                    List.of(),
                    0,
                    "",
                    Duration.ofNanos(System.nanoTime() - begin));
        }
        try {
            return migrator.migrate(module.log(), target(settings, lockWait), trouble);
        } catch (SQLException e) {
            throw Faults.opening(settings, settings.migration(), e);
        }
    }

    private void answer(DatabaseSettings settings) throws UnopenableException {
        try (Connection connection = connector.open(settings, settings.login())) {
            connection.isValid(0);
        } catch (SQLException e) {
            throw Faults.opening(settings, settings.login(), e);
        }
    }

    /** Puts back what a migration left that was killed. */
    static void recover(DatabaseSettings settings) throws UnopenableException {
        if (settings.file().isPresent()) {
            try {
                EmbeddedFile.recover(settings.file().get());
            } catch (IOException e) {
                throw Faults.recovering(settings, e);
            }
        }
    }

    /** Where to migrate. */
    Target target(DatabaseSettings settings, Duration lockWait) throws UnopenableException {
        boolean isShared = settings.url().contains(";AUTO_SERVER=TRUE");
        return new Target(
                connector.privileged(settings),
                settings.shown(),
                isShared ? Optional.<Path>empty() : settings.file(),
                lockWait);
    }

    /** Where to look without writing: a file that is not there would be created by looking. */
    Target view(DatabaseSettings settings, Duration lockWait) throws UnopenableException {
        boolean isAbsent = settings.file()
                .map(file -> Files.notExists(file.resolveSibling(file.getFileName() + ".mv.db")))
                .orElse(false);
        return isAbsent
                ? new Target(connector.nowhere(settings), settings.shown(), Optional.empty(), lockWait)
                : target(settings, lockWait);
    }
}
