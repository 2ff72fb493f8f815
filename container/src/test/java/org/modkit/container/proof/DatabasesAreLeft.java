// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import static org.junit.Assert.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Comparator;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Test;

/** What {@link DatabasesComeFirst} left behind when its framework has been stopped; also lends it its server. */
public class DatabasesAreLeft {
    static final Path HOME = Path.of("target/plain-felix-database").toAbsolutePath();
    private static EmbeddedPostgres server;

    /** Starts PostgreSQL outside of the framework and returns its port. */
    static String startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "postgres").toAbsolutePath().toFile())
                .start();
        return Integer.toString(server.getPort());
    }

    /** Removes what an earlier, broken run left there. */
    static void clear() throws IOException {
        if (Files.exists(HOME)) {
            try (var all = Files.walk(HOME)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @AfterClass
    public static void stopServer() throws IOException {
        server.close();
        clear();
    }

    @Test
    public void theBooksOfBothStartsAreInTheFile() throws Exception {
        assertEquals(2, payments("jdbc:h2:file:" + HOME.resolve("data/ledger/database") + ";IFEXISTS=TRUE"));
    }

    @Test
    public void theBooksOfBothStartsAreOnTheServerAndNobodyIsConnected() throws Exception {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&password=postgres";
        assertEquals(2, payments(url));
        assertEquals(
                1, number(url, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = 'postgres' AND pid IS NOT NULL"));
    }

    @Test
    public void noThreadOfADatabaseLivesOn() {
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("modkit")
                                || name.startsWith("Hikari")
                                || name.startsWith("H2")
                                || name.startsWith("MVStore"))
                        .toList());
    }

    private static int payments(String url) throws Exception {
        return number(url, "SELECT COUNT(*) FROM entry WHERE account = '2000'");
    }

    private static int number(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
