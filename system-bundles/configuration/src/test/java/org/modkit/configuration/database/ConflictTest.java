// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictTest {
    private static final String OWN = "'modules.ledger.database.";
    private static final Map<String, ?> DATABASE = Map.of(
            "servers",
            Map.of(
                    "main", Map.of("engine", "postgres", "host", "db", "dbname", "app"),
                    "embedded", Map.of("engine", "h2"),
                    "odd", Map.of("engine", "h2", "file", "shared", "host", "db")));

    private static List<String> sentences(Map<String, ?> module) {
        return new Resolver(DATABASE, Map.of(), Path.of("/data")::resolve)
                .resolve("ledger", Map.of("database", module)).problems().stream()
                        .map(DatabaseProblem::sentence)
                        .toList();
    }

    private static final String NOT_WITH_H2 =
            "' can't be used with the engine 'h2', which takes a 'file', a 'path' or a 'dsn'. Remove it, or write"
                    + " 'engine: postgres'.";
    private static final String NOT_WITH_POSTGRES =
            "' is for the engine 'h2', but the engine is 'postgres'. Remove it, or write 'engine: h2' for a database of the"
                    + " module's own.";
    private static final String ONE_OF_TWO = "'. Remove one of the two.";

    static Stream<Arguments> filesAndHosts() {
        return Stream.of(
                arguments(
                        Map.of("dsn", "h2:mem:x", "host", "db", "port", 1),
                        List.of(OWN + "host" + NOT_WITH_H2, OWN + "port" + NOT_WITH_H2)),
                arguments(Map.of("dsn", "postgres://db/x", "file", "x"), List.of(OWN + "file" + NOT_WITH_POSTGRES)),
                arguments(Map.of("dsn", "postgres://db/x", "path", "x"), List.of(OWN + "path" + NOT_WITH_POSTGRES)),
                arguments(
                        Map.of("engine", "h2", "file", "x", "path", "y"),
                        List.of(OWN + "file' can't be combined with " + OWN + "path" + ONE_OF_TWO)),
                arguments(
                        Map.of("dsn", "h2:mem:x", "file", "x"),
                        List.of(OWN + "file' can't be combined with " + OWN + "dsn" + ONE_OF_TWO)),
                arguments(Map.of("engine", "h2", "file", "x", "host", "db"), List.of(OWN + "host" + NOT_WITH_H2)),
                arguments(Map.of("engine", "h2", "dbname", "x"), List.of(OWN + "dbname" + NOT_WITH_H2)),
                arguments(Map.of("server", "main", "file", "x"), List.of(OWN + "file" + NOT_WITH_POSTGRES)));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                arguments(
                        Map.of("engine", "postgres", "dsn", "h2:mem:x"),
                        List.of(OWN + "engine' is 'postgres', but the scheme of " + OWN + "dsn' is that of 'h2"
                                + ONE_OF_TWO)),
                arguments(
                        Map.of("server", "main", "dsn", "h2:mem:x"),
                        List.of("'database.servers.main.engine' is 'postgres', but the scheme of " + OWN
                                + "dsn' is that of 'h2" + ONE_OF_TWO)),
                arguments(
                        Map.of("dsn", "mongo://app:geheim@db/x"),
                        List.of(OWN + "dsn' must be an address whose scheme is known, but the scheme is 'mongo'. Write"
                                + " postgres://HOST/DBNAME, h2:mem:NAME, h2:file:PATH, or the jdbc: address of another"
                                + " engine.")),
                arguments(
                        Map.of("dsn", "geheim"),
                        List.of(OWN + "dsn' must be an address that begins with a scheme, but does not. Write"
                                + " postgres://HOST/DBNAME, h2:mem:NAME, h2:file:PATH, or the jdbc: address of another"
                                + " engine.")));
    }

    static Stream<Arguments> missingParts() {
        return Stream.of(
                arguments(
                        Map.of("host", "db", "dbname", "x"),
                        List.of(OWN
                                + "engine' is missing, and neither a 'server' nor a 'dsn' tells it. Write 'engine: h2'"
                                + " or 'engine: postgres', or name a server.")),
                arguments(
                        Map.of("engine", "postgres", "host", "db"),
                        List.of(OWN
                                + "dbname' is missing, and neither a server nor a 'dsn' tells it. Write the name of the"
                                + " database on the PostgreSQL server.")),
                arguments(
                        Map.of("dsn", "postgres://db"),
                        List.of(OWN
                                + "dbname' is missing, and neither a server nor a 'dsn' tells it. Write the name of the"
                                + " database on the PostgreSQL server.")),
                arguments(
                        Map.of("server", "other"),
                        List.of(
                                OWN
                                        + "server' names the server 'other', but there is no such one in 'database.servers',"
                                        + " which has [embedded, main, odd]. Correct the name, or add 'database.servers.other'.")));
    }

    static Stream<Arguments> illegalValues() {
        return Stream.of(
                arguments(
                        Map.of("engine", "sqlite", "file", "x", "port", 1),
                        List.of(
                                OWN + "file' is for the engine 'h2', but the engine is 'sqlite'. Remove it, or write"
                                        + " 'engine: h2' for a database of the module's own.",
                                OWN + "port' can't be used with the engine 'sqlite', whose address is its 'dsn' alone."
                                        + " Write it into the 'dsn'.",
                                OWN
                                        + "engine' is 'sqlite', whose address must come as a 'dsn', but there is none. Write"
                                        + " its JDBC address as 'dsn', or 'h2' or 'postgres' as the engine.")),
                arguments(
                        Map.of("engine", "h2", "file", "../x"),
                        List.of(OWN
                                + "file' must be the name of a file below '/data/ledger', but leads elsewhere. Write a"
                                + " name such as 'ledger', or use 'path' for a file elsewhere.")),
                arguments(
                        Map.of("dsn", "h2:mem:"),
                        List.of(OWN
                                + "dsn' must name a database, but the name is empty. Write h2:mem:NAME or h2:file:PATH;"
                                + " without a name each connection would have one of its own.")),
                arguments(
                        Map.of("dsn", "postgres://db:x1/books"),
                        List.of(OWN
                                + "dsn' must name a port from 1 to 65535, but does not. Write for example '5432'.")));
    }

    @ParameterizedTest
    @MethodSource({"filesAndHosts", "contradictions", "missingParts", "illegalValues"})
    void isToldWithItsKey(Map<String, ?> module, List<String> sentences) {
        assertThat(sentences(module)).containsExactlyElementsOf(sentences);
    }

    @Test
    void isToldWithTheKeyOfTheServerIfItStandsThere() {
        assertThat(sentences(Map.of("server", "odd")))
                .containsExactly(
                        "'database.servers.odd.file' is not a known key. Known are: engine, dsn, driver, host, port, user,"
                                + " password, dbname, params, pool.",
                        "'database.servers.odd.host" + NOT_WITH_H2);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var module = Map.of(
                "engine", "postgres",
                "hots", "db",
                "port", "70000",
                "params", "x",
                "password", List.of("a"),
                "pool", Map.of("max_conns", 0, "idle_timeout", "1s", "test_before_acquire", "maybe", "size", 3),
                "migration", Map.of("usr", "x"));
        var database = Map.of("lock_wait", "5", "auto_provision", "no", "pools", Map.of());

        var resolution = new Resolver(database, Map.of(), Path.of("/data")::resolve)
                .resolve("ledger", Map.of("database", module));

        assertThat(resolution.settings()).isEmpty();
        assertThat(resolution.problems())
                .extracting(DatabaseProblem::key)
                .containsExactlyInAnyOrder(
                        "database.pools",
                        "database.lock_wait",
                        "database.auto_provision",
                        "modules.ledger.database.hots",
                        "modules.ledger.database.password",
                        "modules.ledger.database.params",
                        "modules.ledger.database.dbname",
                        "modules.ledger.database.port",
                        "modules.ledger.database.pool.size",
                        "modules.ledger.database.pool.max_conns",
                        "modules.ledger.database.pool.idle_timeout",
                        "modules.ledger.database.pool.test_before_acquire",
                        "modules.ledger.database.migration.usr");
    }

    @Test
    void aPoolMustNotKeepMoreConnectionsThanItMayHave() {
        assertThat(sentences(Map.of("server", "embedded", "pool", Map.of("max_conns", 2, "min_conns", 3))))
                .containsExactly(
                        OWN + "pool.min_conns' must be at most 'max_conns', which is 2, but is 3. Lower the one or"
                                + " raise the other.");
    }

    @Test
    void aSectionThatIsNoneIsAProblemAndNotNoDatabase() {
        var resolution = new Resolver(Map.of(), Map.of(), Path.of("/data")::resolve)
                .resolve("ledger", Map.of("database", "postgres"));

        assertThat(resolution.problems()).isNotEmpty();
    }
}
