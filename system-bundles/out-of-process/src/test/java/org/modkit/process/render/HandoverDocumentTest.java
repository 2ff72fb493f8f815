// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modkit.process.render.HandoverDocument.Bearer;
import org.modkit.process.render.HandoverDocument.Company;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class HandoverDocumentTest {
    private static final UUID ID = UUID.randomUUID();
    private static final Path DATA = Path.of("/home/data");

    private URI hub = URI.create("http://127.0.0.1:1");
    private final Map<String, Object> flat = new HashMap<>();

    private Map<?, ?> document(List<String> modules, List<String> remote) {
        var document = new HandoverDocument(Said.of(flat), Map.of("SECRET", "p@ss/\"wörd\"\n"), DATA::resolve);
        byte[] bytes = document.bytes(
                new Bearer("calc", ID, "token", Optional.of(hub), Optional.of("1s")),
                new Company(modules, remote, List.of(Path.of("/x/calc.jar"))));
        // JSON is YAML; somebody else's reader sees what ours would not.
        return (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhomToTrustIfTheHubSpeaksTls() {
        flat.put("modules.grpc-hub.config.tls.certificate", "/etc/hub.pem");
        assertThat(document(List.of("calc"), List.of()).get("trust")).isNull();

        hub = URI.create("https://127.0.0.1:1");
        assertThat(document(List.of("calc"), List.of()).get("trust")).isEqualTo("/etc/hub.pem");
    }

    private static Object at(Object tree, String... path) {
        Object found = tree;
        for (String key : path) {
            found = ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    @Test
    void tellsWhoTheChildIsAndWhereTheDirectoryIs() {
        Map<?, ?> document = document(List.of("calc"), List.of());

        assertThat(document.get("module")).isEqualTo("calc");
        assertThat(document.get("instance")).isEqualTo(ID.toString());
        assertThat(document.get("token")).isEqualTo("token");
        assertThat(document.get("directory")).isEqualTo("http://127.0.0.1:1");
        assertThat(document.get("heartbeat")).isEqualTo("1s");
        assertThat(document.get("bundles")).isEqualTo(List.of("/x/calc.jar"));
        assertThat(document.get("config")).isNull();
        assertThat(document.get("database")).isNull();
        assertThat(document.get("logging")).isEqualTo(Map.of());
        assertThat(new Bearer("calc", ID, "token", Optional.empty(), Optional.empty()))
                .hasToString("calc " + ID);
    }

    @Test
    void rendersTheModuleAndWhatRunsWithItButNoOthers() {
        flat.put("modules.calc.runtime.type", "oop");
        flat.put("modules.calc.config.depth", 3L);
        flat.put("modules.calc.config.names.0", "a");
        flat.put("modules.calc.config.names.1", "b");
        flat.put("modules.calc.config.a\\.b", true);
        flat.put("modules.tables.config.ratio", 0.5);
        flat.put("modules.ledger.runtime.type", "oop");
        flat.put("modules.ledger.config.password", "geheim");
        flat.put("modules.mail.config.password", "geheim");
        flat.put("lifecycle.deadlines.init", "9s");
        flat.put("modules.calc.deadlines.start", "8s");
        flat.put("logging.default.console_level", "warn");

        Map<?, ?> document = document(List.of("calc", "tables"), List.of("ledger"));

        Object config = Map.of("depth", 3, "names", List.of("a", "b"), "a.b", true);
        assertThat(document.get("config")).isEqualTo(config);
        assertThat(at(document, "modules", "calc"))
                .isEqualTo(Map.of("config", config, "deadlines", Map.of("init", "9s", "start", "8s")));
        assertThat(at(document, "modules", "tables", "config")).isEqualTo(Map.of("ratio", 0.5));
        assertThat(at(document, "modules", "ledger")).isEqualTo(Map.of("runtime", Map.of("type", "remote")));
        assertThat(at(document, "logging", "default", "console_level")).isEqualTo("warn");
        assertThat(document.toString()).doesNotContain("geheim").doesNotContain("mail");
    }

    @Test
    void givesTheServersThatAreNamedWithTheValuesOfTheirVariables() {
        flat.put("database.default", "embedded");
        flat.put("database.lock_wait", "1m");
        flat.put("database.servers.embedded.engine", "h2");
        flat.put("database.servers.main.engine", "postgres");
        flat.put("database.servers.main.password", "${SECRET}");
        flat.put("database.servers.other.password", "geheim");
        flat.put("modules.calc.database.server", "main");
        flat.put("modules.calc.database.dbname", "${ABSENT}");

        Map<?, ?> document = document(List.of("calc"), List.of());

        assertThat(document.get("database"))
                .isEqualTo(Map.of(
                        "default", "",
                        "lock_wait", "1m",
                        "servers", Map.of("main", Map.of("engine", "postgres", "password", "p@ss/\"wörd\"\n"))));
        assertThat(at(document, "modules", "calc", "database"))
                .isEqualTo(Map.of("server", "main", "dbname", "${ABSENT}"));
    }

    @Test
    void keepsWhatAVariableHoldsFromMeaningSomethingInAnAddress() {
        flat.put("database.servers.main.dsn", "postgres://app:${SECRET}@db/app");
        flat.put("modules.calc.database.server", "main");

        assertThat(at(document(List.of("calc"), List.of()), "database", "servers", "main", "dsn"))
                .isEqualTo("postgres://app:p%40ss%2F%22w%C3%B6rd%22%0A@db/app");
    }

    @Test
    void leavesFilesWhereTheyAreThoughAChildHasAnotherHome() {
        flat.put("database.default", "embedded");
        flat.put("database.servers.embedded.engine", "h2");
        flat.put("modules.tables.database.file", "sums");
        flat.put("modules.own.database.dsn", "h2:file:here;USER=me;PASSWORD=it");

        Map<?, ?> document = document(List.of("calc", "tables", "own"), List.of());

        assertThat(at(document, "database", "default")).isEqualTo("embedded");
        assertThat(at(document, "modules", "calc", "database")).isEqualTo(Map.of("path", "/home/data/calc/database"));
        assertThat(at(document, "modules", "tables", "database")).isEqualTo(Map.of("path", "/home/data/tables/sums"));
        assertThat(at(document, "modules", "own", "database"))
                .isEqualTo(Map.of(
                        "dsn", "jdbc:h2:file:/home/data/own/here;DB_CLOSE_ON_EXIT=FALSE",
                        "user", "me",
                        "password", "it"));
    }
}
