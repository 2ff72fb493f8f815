// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DsnTest {
    private static Dsn dsn(String text) {
        return Dsn.of(new Said("dsn", text), new Findings()).orElseThrow();
    }

    @Test
    void takesApartWhatPostgresUnderstands() {
        assertThat(dsn("postgresql://a%40b:p@ss%2F1+2@db:5433/my%20books?sslmode=require&user=u&x=1%262"))
                .isEqualTo(new Dsn(
                        "postgres",
                        Map.of("user", "u", "password", "p@ss/1+2", "host", "db", "port", "5433", "dbname", "my books"),
                        Map.of("sslmode", "require", "x", "1&2")));
        assertThat(dsn("jdbc:postgresql:books")).isEqualTo(new Dsn("postgres", Map.of("dbname", "books"), Map.of()));
        assertThat(dsn("jdbc:postgresql://[::1]:1/b").parts())
                .isEqualTo(Map.of("host", "[::1]", "port", "1", "dbname", "b"));
        assertThat(dsn("jdbc:postgresql://a:1,b:2/c?targetServerType=primary").parts())
                .isEqualTo(Map.of("host", "a:1,b:2", "dbname", "c"));
        assertThat(dsn("postgres://db?ssl").params()).isEqualTo(Map.of("ssl", "true"));
    }

    @Test
    void takesApartWhatH2Understands() {
        assertThat(dsn("h2:file:/a/b;mode=Oracle;init=A\\;B;user=me;Password=x=y"))
                .isEqualTo(new Dsn(
                        "h2",
                        Map.of("location", "file:/a/b", "user", "me", "password", "x=y"),
                        Map.of("MODE", "Oracle", "INIT", "A\\;B")));
        assertThat(dsn("jdbc:h2:mem:x").parts()).isEqualTo(Map.of("location", "mem:x"));
    }

    @Test
    void leavesTheAddressesOfOthersAsTheyAre() {
        assertThat(dsn("jdbc:oracle:thin:me/geheim@db:1521:x"))
                .isEqualTo(new Dsn("oracle", Map.of("location", "jdbc:oracle:thin:me/geheim@db:1521:x"), Map.of()));
    }
}
