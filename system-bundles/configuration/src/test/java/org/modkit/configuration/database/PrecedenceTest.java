// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.configuration.database.ResolverTest.DATA;
import static org.modkit.configuration.database.ResolverTest.servers;
import static org.modkit.configuration.database.ResolverTest.settings;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of two words about the same thing counts. */
class PrecedenceTest {
    @Test
    void takesEverythingFromTheServer() {
        var settings = settings(servers(), Map.of("server", "main"));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db:5432/app");
        assertThat(settings.login()).isEqualTo(new Login("app", "p@:/${x}"));
        assertThat(settings.migration()).isEqualTo(settings.login());
        assertThat(settings.properties()).isEqualTo(Map.of("sslmode", "require", "ApplicationName", "shop"));
        assertThat(settings.pool().maxConnections()).isEqualTo(20);
        assertThat(settings.pool().acquireTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.poolKey()).isEqualTo("database.servers.main.pool");
        assertThat(settings.file()).isEmpty();
    }

    @Test
    void theModuleWinsKeyByKey() {
        var settings = settings(
                servers(),
                Map.of("server", "main", "dbname", "ledger", "user", "me", "params", Map.of("sslmode", "disable")));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db:5432/ledger");
        assertThat(settings.login()).isEqualTo(new Login("me", "p@:/${x}"));
        assertThat(settings.properties()).isEqualTo(Map.of("sslmode", "disable", "ApplicationName", "shop"));
    }

    @Test
    void theModulesPoolIsTakenAsAWhole() {
        var settings = settings(servers(), Map.of("server", "main", "pool", Map.of("min_conns", "2")));

        assertThat(settings.pool().minConnections()).isEqualTo(2);
        assertThat(settings.pool().maxConnections()).isEqualTo(10);
        assertThat(settings.pool().acquireTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.poolKey()).isEqualTo("modules.ledger.database.pool");
    }

    @Test
    void aKeyWinsOverTheDsnOfTheSameLayer() {
        var settings = settings(
                Map.of(),
                Map.of(
                        "dsn",
                        "postgres://u:p@h:1/d?sslmode=require&a=1",
                        "host",
                        "db",
                        "dbname",
                        "books",
                        "params",
                        Map.of("a", 2L)));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db:1/books");
        assertThat(settings.login()).isEqualTo(new Login("u", "p"));
        assertThat(settings.properties()).containsEntry("sslmode", "require").containsEntry("a", "2");
    }

    @Test
    void theModulesDsnHidesThePlaceOfItsServer() {
        var settings = settings(servers(), Map.of("server", "main", "dsn", "postgres://other/books"));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://other:5432/books");
        assertThat(settings.login().user()).isEqualTo("app");
    }

    @Test
    void theServersDsnGivesWhatTheModuleDoesNotSay() {
        var servers = Map.of("servers", Map.of("main", Map.of("dsn", "postgres://u:p@db:5433/app")));

        var settings = settings(servers, Map.of("server", "main", "dbname", "ledger"));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db:5433/ledger");
        assertThat(settings.login()).isEqualTo(new Login("u", "p"));
    }

    @Test
    void aModuleThatNamesNoServerHasTheDefaultOne() {
        assertThat(settings(servers("main"), Map.of("dbname", "ledger")).url())
                .isEqualTo("jdbc:postgresql://db:5432/ledger");
        assertThat(settings(servers("embedded"), Map.of("file", "books")).file())
                .contains(DATA.resolve("ledger/books"));
    }

    @Test
    void aModuleThatSaysItAllHasNothingOfTheDefaultServer() {
        var settings = settings(servers("main"), Map.of("engine", "postgres", "dbname", "ledger"));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://localhost:5432/ledger");
        assertThat(settings.login()).isEqualTo(new Login("", ""));
        assertThat(settings.pool()).isEqualTo(PoolSettings.STANDARD);
    }

    @Test
    void migrationsMayHaveRightsOfTheirOwn() {
        var settings = settings(
                servers(), Map.of("server", "main", "migration", Map.of("user", "${OWNER}", "password", "geheim")));

        assertThat(settings.migration()).isEqualTo(new Login("owner", "geheim"));
        assertThat(settings.login().user()).isEqualTo("app");
    }

    @Test
    void anotherUserDoesNotHaveTheModulesPassword() {
        var settings = settings(servers(), Map.of("server", "main", "migration", Map.of("user", "owner")));

        assertThat(settings.migration()).isEqualTo(new Login("owner", ""));
    }
}
