// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResolverTest {
    static final Path DATA = Path.of("/srv/modkit/data");
    static final Map<String, String> ENVIRONMENT =
            Map.of("PASSWORD", "p@:/${x}", "OWNER", "owner", "URL", "postgres://app:x@db/books", "PORT", "5433");
    static final Map<String, Object> MAIN = Map.of(
            "engine", "postgres",
            "host", "db",
            "port", 5432L,
            "user", "app",
            "password", "${PASSWORD}",
            "dbname", "app",
            "params", Map.of("sslmode", "require", "ApplicationName", "shop"),
            "pool", Map.of("max_conns", 20L, "acquire_timeout", "5s"));

    static Resolver resolver(Map<String, ?> database) {
        return new Resolver(database, ENVIRONMENT, DATA::resolve);
    }

    static Map<String, Object> servers(String... defaults) {
        var servers = Map.of("main", MAIN, "embedded", Map.of("engine", "h2"));
        return defaults.length == 0 ? Map.of("servers", servers) : Map.of("servers", servers, "default", defaults[0]);
    }

    static DatabaseSettings settings(Map<String, ?> database, Map<String, ?> module) {
        Resolution resolution = resolver(database).resolve("ledger", Map.of("database", module));
        assertThat(resolution.problems()).isEmpty();
        return resolution.settings().orElseThrow();
    }

    @Nested
    class WithoutASection {
        @Test
        void aModuleHasNoDatabaseUnlessThereIsADefault() {
            assertThat(resolver(servers()).resolve("ledger", Map.of())).isEqualTo(Resolution.NONE);
            assertThat(resolver(Map.of()).resolve("ledger", Map.of("config", Map.of())))
                    .isEqualTo(Resolution.NONE);
            assertThat(resolver(servers("")).resolve("ledger", Map.of())).isEqualTo(Resolution.NONE);
        }

        @Test
        void aModuleHasTheDefaultServer() {
            var resolution = resolver(servers("embedded")).resolve("ledger", Map.of());

            assertThat(resolution.settings()).hasValueSatisfying(settings -> {
                assertThat(settings.engine()).isEqualTo(Engine.H2);
                assertThat(settings.url())
                        .isEqualTo("jdbc:h2:file:/srv/modkit/data/ledger/database;DB_CLOSE_ON_EXIT=FALSE");
                assertThat(settings.file()).contains(DATA.resolve("ledger/database"));
                assertThat(settings.pool()).isEqualTo(PoolSettings.STANDARD);
                assertThat(settings.createFolder()).isTrue();
            });
        }

        @Test
        void aDefaultThatIsMissingIsAProblemOfTheModule() {
            assertThat(resolver(servers("other")).resolve("ledger", Map.of()).sentences())
                    .isEqualTo("'database.default' names the server 'other', but there is no such one in"
                            + " 'database.servers', which has [embedded, main]. Correct the name, or add"
                            + " 'database.servers.other'.");
        }
    }

    @Nested
    class Files {
        @Test
        void aFileIsBelowTheModulesFolderAndAPathAnywhere() {
            assertThat(settings(Map.of(), Map.of("engine", "h2", "file", "a/books.mv.db"))
                            .file())
                    .contains(DATA.resolve("ledger/a/books"));
            assertThat(settings(Map.of(), Map.of("engine", "h2", "path", "../shared/books"))
                            .file())
                    .contains(DATA.resolve("shared/books"));
            assertThat(settings(Map.of(), Map.of("engine", "h2", "path", "/var/books"))
                            .url())
                    .isEqualTo("jdbc:h2:file:/var/books;DB_CLOSE_ON_EXIT=FALSE");
            assertThat(settings(Map.of(), Map.of("engine", "h2", "path", "/var/books"))
                            .shown())
                    .isEqualTo("jdbc:h2:file:/var/books");
        }

        @Test
        void foldersAreNotCreatedIfThatIsSwitchedOff() {
            assertThat(settings(Map.of("auto_provision", false), Map.of("engine", "h2"))
                            .createFolder())
                    .isFalse();
        }

        @Test
        void settingsOfH2ArePartOfTheAddress() {
            var settings = settings(
                    Map.of(),
                    Map.of(
                            "dsn",
                            "jdbc:h2:./books;MODE=Oracle;CIPHER=AES;USER=me;PASSWORD=x",
                            "params",
                            Map.of("mode", "PostgreSQL", "init", "SET A=1;SET B=2")));

            assertThat(settings.url())
                    .isEqualTo("jdbc:h2:file:/srv/modkit/data/ledger/books;CIPHER=AES;DB_CLOSE_ON_EXIT=FALSE;"
                            + "INIT=SET A=1\\;SET B=2;MODE=PostgreSQL");
            assertThat(settings.login()).isEqualTo(new Login("me", "x"));
            assertThat(settings.properties()).isEmpty();
        }

        @Test
        void aDatabaseInMemoryHasNoFile() {
            var settings = settings(Map.of(), Map.of("dsn", "h2:mem:books"));

            assertThat(settings.url()).isEqualTo("jdbc:h2:mem:books;DB_CLOSE_ON_EXIT=FALSE");
            assertThat(settings.inMemory()).isTrue();
            assertThat(settings.file()).isEmpty();
        }

        @Test
        void aServerOfH2HasNoFileHere() {
            var settings = settings(Map.of(), Map.of("dsn", "h2:tcp://db:9092/books"));

            assertThat(settings.url()).isEqualTo("jdbc:h2:tcp://db:9092/books;DB_CLOSE_ON_EXIT=FALSE");
            assertThat(settings.inMemory()).isFalse();
            assertThat(settings.file()).isEmpty();
        }
    }

    @Nested
    class Variables {
        @Test
        void areReplacedInsideAnAddressWithoutBeingReadAsPartOfIt() {
            var settings = settings(Map.of(), Map.of("dsn", "postgres://app:${PASSWORD}@db:${PORT}/books"));

            assertThat(settings.login().password()).isEqualTo("p@:/${x}");
            assertThat(settings.url()).isEqualTo("jdbc:postgresql://db:5433/books");
        }

        @Test
        void mayHoldTheWholeAddress() {
            assertThat(settings(Map.of(), Map.of("dsn", "${URL}")).url()).isEqualTo("jdbc:postgresql://db:5432/books");
        }

        @Test
        void areReplacedInParams() {
            assertThat(settings(servers(), Map.of("server", "main", "params", Map.of("a", "-${OWNER}-")))
                            .properties())
                    .containsEntry("a", "-owner-");
        }

        @Test
        void thatAreNotSetAreProblemsWithTheirNames() {
            var resolution = resolver(Map.of())
                    .resolve("ledger", Map.of("database", Map.of("dsn", "postgres://${A}:${B}@db/books")));

            assertThat(resolution.problems())
                    .extracting(DatabaseProblem::sentence)
                    .containsExactlyInAnyOrder(unset("A"), unset("B"));
        }

        private static String unset(String name) {
            return "'modules.ledger.database.dsn' uses the environment variable '" + name
                    + "', which is not set. Set it before the container starts, or write the value itself.";
        }
    }

    @Nested
    class OtherEngines {
        @Test
        void areReachedByTheirAddressAlone() {
            var settings = settings(
                    Map.of(),
                    Map.of(
                            "engine",
                            "acme",
                            "dsn",
                            "jdbc:acme:${OWNER}/x",
                            "driver",
                            "org.acme.Driver",
                            "user",
                            "me",
                            "params",
                            Map.of("a", "1")));

            assertThat(settings.engine()).isEqualTo(Engine.OTHER);
            assertThat(settings.url()).isEqualTo("jdbc:acme:owner/x");
            assertThat(settings.driver()).isEqualTo("org.acme.Driver");
            assertThat(settings.login().user()).isEqualTo("me");
            assertThat(settings.properties()).isEqualTo(Map.of("a", "1"));
        }
    }

    @Test
    void showsNoSecret() {
        var settings = settings(
                Map.of(),
                Map.of(
                        "dsn",
                        "jdbc:acme://me:geheim@db/x?password=geheim",
                        "password",
                        "geheim",
                        "migration",
                        Map.of("user", "owner", "password", "geheim")));

        assertThat(settings.toString() + settings.shown() + settings.login() + settings.migration())
                .doesNotContain("geheim")
                .contains("jdbc:acme://me:***@db/x?password=***", "owner:***");
    }

    @Test
    void waitsAreThoseOfTheSection() {
        Resolver resolver = resolver(Map.of("connect_wait", "1s", "lock_wait", "2h"));

        assertThat(resolver.connectWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(resolver.lockWait()).isEqualTo(Duration.ofHours(2));
        assertThat(resolver(Map.of()).connectWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(resolver(Map.of()).lockWait()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void equalWordsGiveEqualSettings() {
        assertThat(settings(servers(), Map.of("server", "main")))
                .isEqualTo(settings(servers(), Map.of("server", "main")));
    }
}
