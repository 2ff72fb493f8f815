// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.configuration.schema.Problem;

class DatabaseSettingsTest {
    private static final String EVERY_KEY = """
            database:
              default: main
              auto_provision: false
              connect_wait: 10s
              lock_wait: 1m
              servers:
                main:
                  engine: postgres
                  host: db
                  port: 5432
                  user: app
                  password: "${DB_PASSWORD}"
                  dbname: app
                  params: { sslmode: require, ApplicationName: modkit }
                  pool: { max_conns: 10, min_conns: 0, acquire_timeout: 30s, idle_timeout: 10m, max_lifetime: 30m,
                          test_before_acquire: true, leak_threshold: 1m }
                other: { dsn: "jdbc:acme://db", driver: org.acme.Driver }
            modules:
              ledger:
                database: { server: main, dbname: 7, migration: { user: owner, password: "${OWNER}" } }
              notes:
                database: { engine: h2, file: notes }
              mail:
                database: { engine: h2, path: /srv/mail }
            """;

    @TempDir
    Path folder;

    private Settings load(String yaml, Map<String, String> environment) throws IOException {
        return Settings.load(Files.writeString(folder.resolve("modkit.yaml"), yaml), environment);
    }

    @Test
    void takesEveryKeyThereIs() throws IOException {
        assertThat(load(EVERY_KEY, Map.of()).problems()).isEmpty();
    }

    @Test
    void tellsUnknownKeysAndWrongTypesWhereverTheyStand() throws IOException {
        var problems = load("""
                database:
                  auto_provision: "yes"
                  lock_wait: 5
                  pools: {}
                  servers:
                    Main: { engin: h2, port: 70000, file: shared }
                modules:
                  ledger:
                    database: { pool: { max_conns: 0 }, migration: { usr: owner }, host: [ a ] }
                """, Map.of()).problems();

        assertThat(problems)
                .extracting(problem -> problem.key() + " " + problem.finding())
                .containsExactly(
                        "database.auto_provision must be true or false, but is 'yes'",
                        "database.lock_wait must be a duration, which is a whole number followed by ms, s, m or h,"
                                + " up to 8760h, but is '5'",
                        "database.pools is not a known key in 'database'",
                        "database.servers.Main has an illegal name: it must be lower-case words joined by hyphens or"
                                + " underscores, such as 'main'",
                        "database.servers.Main.engin is not a known key in 'database.servers.Main'",
                        "database.servers.Main.port must be a whole number from 1 to 65535, but is '70000'",
                        "database.servers.Main.file is not a known key in 'database.servers.Main'",
                        "modules.ledger.database.pool.max_conns must be a whole number of at least 1, but is '0'",
                        "modules.ledger.database.migration.usr is not a known key in"
                                + " 'modules.ledger.database.migration'",
                        "modules.ledger.database.host must be a single value, but is a list");
        assertThat(problems.get(4).remedy()).isEqualTo("Write 'engine' if that is meant, or remove it.");
    }

    @Test
    void givesModulesThatSayNothingAFileOfTheirOwn() throws IOException {
        assertThat(load("", Map.of()).database().plain())
                .containsEntry("default", "embedded")
                .containsEntry("servers", Map.of("embedded", Map.of("engine", "h2")));
    }

    @Test
    void givesThemNoneIfTheDefaultIsEmptied() throws IOException {
        assertThat(load("database: { default: \"\" }", Map.of()).database().plain())
                .doesNotContainKey("default")
                .containsKey("servers");
    }

    @Test
    void isOverruledByTheEnvironment() throws IOException {
        var environment = Map.of(
                "MODKIT__DATABASE__SERVERS__MAIN__PASSWORD", "geheim",
                "MODKIT__modules__ledger__database__dbname", "books");
        Settings settings = load(EVERY_KEY, environment);

        assertThat(settings.database().section("servers").section("main").value("password"))
                .contains("geheim");
        assertThat(settings.said()
                        .section("modules")
                        .section("ledger")
                        .section("database")
                        .value("dbname"))
                .contains("books");
    }

    @Test
    void masksEverySecret() throws IOException {
        Settings settings = load("""
                database:
                  servers:
                    a: { dsn: "postgres://app:ge@heim@db:5432/app" }
                    b: { dsn: "jdbc:postgresql://db/app?user=app&password=geheim&ssl=true" }
                    c: { dsn: "jdbc:h2:tcp://db/app;USER=app;PASSWORD=geheim" }
                    d: { dsn: "jdbc:oracle:thin:app/geheim@db:1521:app" }
                    e: { params: { sslpassword: geheim } }
                modules:
                  ledger:
                    database: { password: geheim, migration: { password: geheim } }
                """, Map.of());

        assertThat(settings.problems()).extracting(Problem::sentence).isEmpty();
        assertThat(settings.shown().plain().toString())
                .doesNotContain("geheim", "heim")
                .contains(
                        "postgres://app:***@db:5432/app",
                        "?user=app&password=***&ssl=true",
                        ";USER=app;PASSWORD=***",
                        "jdbc:oracle:thin:app/***@db:1521:app");
    }
}
