// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.PoolStatus;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolver;

class PoolsTest {
    @TempDir
    Path data;

    private final Pools pools = new Pools(new Connector(settings -> Optional.of(new org.h2.Driver())));
    private final List<String> troubles = new ArrayList<>();

    @AfterEach
    void close() {
        pools.close();
    }

    private DatabaseSettings settings(Map<String, ?> database) {
        return new Resolver(Map.of(), Map.of(), data::resolve)
                .resolve("ledger", Map.of("database", database))
                .settings()
                .orElseThrow();
    }

    private DatabaseSettings memory(Map<String, ?> pool) {
        return settings(Map.of("dsn", "h2:mem:" + data.getFileName(), "pool", pool));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String logOf(Runnable action) {
        PrintStream before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void givesConnectionsAndTellsHowManyAreInUse() throws Exception {
        ModulePool pool = pools.open(memory(Map.of("max_conns", 3)), troubles::add);

        try (Connection first = pool.dataSource().getConnection();
                Connection second = pool.dataSource().getConnection()) {
            assertThat(first.isValid(1) && second.isValid(1)).isTrue();
            assertThat(pools.statuses())
                    .containsExactly(new PoolStatus("ledger", pool.settings().shown(), 2, 0, 0, 3, ""));
        }
    }

    @Test
    void aFullPoolSaysSoAndWhoHasItsConnections() throws Exception {
        DataSource source = pools.open(memory(Map.of("max_conns", 1, "acquire_timeout", "250ms")), troubles::add)
                .dataSource();

        try (Connection taken = source.getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(source::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageMatching(
                            "Module 'ledger' waited 2\\d\\d ms for a database connection, but all 1 of its pool"
                                    + " are in use, the longest for 2\\d\\d ms by thread 'main' at "
                                    + "org\\.modkit\\..*\\. Close connections as soon as they are not needed, or raise 'max_conns'"
                                    + " in 'modules\\.ledger\\.database\\.pool'\\.");
        }
        assertThat(source.getConnection().isValid(1)).isTrue();
    }

    @Test
    void refusesWhenTheModuleIsDown() throws Exception {
        ModulePool pool = pools.open(memory(Map.of()), troubles::add);
        DataSource source = pool.dataSource();
        pool.close();

        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessage(
                        "Module 'ledger' is down, so its connections are closed. Ask its context for a database after it"
                                + " has come up again, and end its threads when it goes down.");
        assertThat(pools.statuses()).isEmpty();
    }

    @Test
    void reportsWhatAModuleLeavesOpenByItsNameAndClosesIt() throws Exception {
        ModulePool pool = pools.open(memory(Map.of()), troubles::add);
        Connection leaked = pool.dataSource().getConnection();

        assertThat(logOf(pool::close))
                .contains(
                        "Module 'ledger' went down and left a database connection open; closed now. Taken by thread 'main'")
                .contains("reportsWhatAModuleLeavesOpenByItsNameAndClosesIt");
        assertThatThrownBy(leaked::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    void saysNothingIfAllWasReturned() throws Exception {
        ModulePool pool = pools.open(memory(Map.of()), troubles::add);
        for (int i = 0; i < 100; i++) {
            execute(pool.dataSource(), "SELECT 1");
        }

        assertThat(logOf(pool::close)).doesNotContain("left");
    }

    @Test
    void reportsOnceWhoKeepsAConnectionForLong() throws Exception {
        ModulePool pool = pools.open(memory(Map.of("leak_threshold", "1ms")), troubles::add);
        try (Connection kept = pool.dataSource().getConnection()) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 2_000_000) {
                assertThat(kept.isClosed()).isFalse();
            }

            assertThat(logOf(pools::look))
                    .contains("Module 'ledger' has had a database connection in use for")
                    .contains("raise 'leak_threshold' in 'modules.ledger.database.pool'");
            assertThat(logOf(pools::look)).doesNotContain("has had");
        }
    }

    @Test
    void givesAModuleNothingElseOfThePool() throws Exception {
        DataSource source = pools.open(memory(Map.of()), troubles::add).dataSource();

        assertThat(source.isWrapperFor(HikariDataSource.class)).isFalse();
        assertThatThrownBy(() -> source.unwrap(HikariDataSource.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> source.getConnection("sa", "")).hasMessageContaining("Call getConnection().");
        assertThat(source.toString()).contains("ledger");
    }

    @Test
    void aDatabaseInMemoryLivesAsLongAsThePool() throws Exception {
        ModulePool pool = pools.open(memory(Map.of()), troubles::add);
        execute(pool.dataSource(), "CREATE TABLE t(i INT)");
        pools.look();
        execute(pool.dataSource(), "SELECT * FROM t");
        pool.close();

        DataSource again = pools.open(memory(Map.of()), troubles::add).dataSource();
        assertThatThrownBy(() -> execute(again, "SELECT * FROM t")).hasMessageContaining("not found");
    }

    @Test
    void aFileIsClosedWithItsPool() throws Exception {
        ModulePool pool = pools.open(settings(Map.of("engine", "h2")), troubles::add);
        execute(pool.dataSource(), "CREATE TABLE t(i INT)");
        pools.look();
        pool.close();

        // H2 locks a file while it is open.
        try (var file = FileChannel.open(data.resolve("ledger/database.mv.db"), StandardOpenOption.WRITE)) {
            assertThat(file.tryLock()).isNotNull();
        }
    }

    @Test
    void foldersAreNotCreatedIfThatIsSwitchedOff() {
        DatabaseSettings settings = new Resolver(Map.of("auto_provision", false), Map.of(), data::resolve)
                .resolve("ledger", Map.of("database", Map.of("engine", "h2")))
                .settings()
                .orElseThrow();

        assertThatThrownBy(() -> pools.open(settings, troubles::add))
                .isInstanceOf(UnopenableException.class)
                .hasMessage("Module 'ledger' can't open its database " + settings.shown() + ": the folder '"
                        + data.resolve("ledger")
                        + "' does not exist, and 'database.auto_provision' is false. Create it, or"
                        + " switch that on.");
        assertThat(data.resolve("ledger")).doesNotExist();
    }

    @Test
    void tellsWhenADatabaseIsGoneAndWhenItIsBack() throws Exception {
        ModulePool pool = pools.open(settings(Map.of("engine", "h2")), troubles::add);
        pools.look();
        assertThat(troubles).isEmpty();
        Path file = data.resolve("ledger/database.mv.db");

        // The connection over which that is said ends as well, before it can be returned.
        assertThatThrownBy(() -> execute(pool.dataSource(), "SHUTDOWN")).isInstanceOf(SQLException.class);
        Files.move(file, data.resolve("elsewhere"));
        pools.look();
        pools.look();
        Files.move(data.resolve("elsewhere"), file);
        pools.look();

        assertThat(troubles).hasSize(2);
        assertThat(troubles.get(0)).contains("Module 'ledger' can't open its database", "there is no such database");
        assertThat(troubles.get(1)).isEmpty();
    }

    @Test
    void aConnectionThatIsNotTestedStillUnwrapsToTheDriversOwn() throws Exception {
        DataSource source = pools.open(memory(Map.of("test_before_acquire", false)), troubles::add)
                .dataSource();

        try (Connection connection = source.getConnection()) {
            assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
            assertThat(connection.isValid(0)).isTrue();
        }
    }

    @Test
    void measuresByTheRegistryOfTheHost() throws Exception {
        var registry = new SimpleMeterRegistry();
        ModulePool pool = pools.open(memory(Map.of()), troubles::add);
        pools.measuredBy(registry);
        pools.measuredBy(registry);

        assertThat(registry.get("hikaricp.connections.max")
                        .tag("pool", "ledger")
                        .gauge()
                        .value())
                .isEqualTo(10);
        pool.close();
        assertThat(registry.find("hikaricp.connections.max").gauge()).isNull();
    }
}
