// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides which database each module has. Pure, safe for use by any thread.
 *
 * <p>What a module says wins over what its server says, key by key; params are united; the pool is the module's as a
 * whole if it says anything about it; files are never inherited. A module that names neither a server nor an engine nor
 * a DSN has the default server. Every variable <code>${NAME}</code> in an address is replaced.
 */
public final class Resolver {
    /** The section's key, at the top and in a module alike. */
    public static final String DATABASE = "database";

    private static final List<String> TOP_KEYS =
            List.of("default", "auto_provision", "connect_wait", "lock_wait", "servers");
    private static final List<String> SERVER_KEYS =
            List.of("engine", "dsn", "driver", "host", "port", "user", "password", "dbname", "params", "pool");
    private static final List<String> MODULE_KEYS = List.of(
            "server",
            "engine",
            "dsn",
            "driver",
            "host",
            "port",
            "user",
            "password",
            "dbname",
            "params",
            "pool",
            "file",
            "path",
            "migration");

    private final Findings topFindings = new Findings();
    private final Section top;
    private final Map<String, String> environment;
    private final Function<String, Path> folders;

    /**
     * Creates a resolver.
     *
     * @param database the section {@code database} as nested maps; empty if there is none
     * @param environment the variables that may be used
     * @param folders gives the absolute folder of a module's data; it need not exist
     */
    public Resolver(Map<String, ?> database, Map<String, String> environment, Function<String, Path> folders) {
        this.top = Section.at(DATABASE, database, topFindings);
        this.environment = Map.copyOf(environment);
        this.folders = folders;
        top.knowsOnly(TOP_KEYS);
        // Asked here once, so that what is wrong with them is among the problems.
        connectWait();
        lockWait();
        createsFolders();
    }

    /**
     * Returns what is wrong with the section {@code database} itself, apart from its servers.
     *
     * @return problems, which those of every module with a database include
     */
    public List<DatabaseProblem> problems() {
        return topFindings.all();
    }

    /**
     * Returns how long a migration tries to reach its server.
     *
     * @return 30 s unless something else is said
     */
    public Duration connectWait() {
        return top.duration("connect_wait", Duration.ZERO, Duration.ofSeconds(30));
    }

    /**
     * Returns how long a migration waits for a lock whose owner lives.
     *
     * @return 5 min unless something else is said
     */
    public Duration lockWait() {
        return top.duration("lock_wait", Duration.ZERO, Duration.ofMinutes(4));
    }

    private boolean createsFolders() {
        return top.flag("auto_provision", true);
    }

    /**
     * Resolves one module.
     *
     * @param module the module's name
     * @param settings all that is said below {@code modules.NAME} as nested maps; empty if nothing is
     * @return its database, or all problems, or neither
     */
    public Resolution resolve(String module, Map<String, ?> settings) {
        var findings = new Findings();
        Section own = Section.at("modules." + module + "." + DATABASE, settings.get(DATABASE), findings);
        Section globals = top.reportingTo(findings);
        Optional<Said> reference = reference(own, globals);
        if (own.isEmpty() && reference.isEmpty() && findings.all().isEmpty()) {
            return Resolution.NONE;
        }
        findings.addAll(topFindings.all());
        own.knowsOnly(MODULE_KEYS);
        Section server = reference.map(said -> server(said, globals, findings)).orElse(Section.at("", null, findings));
        if (reference.isPresent() && server.isEmpty()) {
            return new Resolution(Optional.empty(), findings.all());
        }
        server.knowsOnly(SERVER_KEYS);
        return resolved(new Sections(module, own, server), findings);
    }

    private record Sections(String module, Section own, Section server) {}

    private Resolution resolved(Sections sections, Findings findings) {
        var expansion = new Expansion(environment, findings);
        Layer layer =
                Layer.of(sections.own(), expansion, findings).over(Layer.of(sections.server(), expansion, findings));
        String module = sections.module();
        var wish = new Wish(module, sections.own(), layer, folders.apply(module), findings);
        Optional<Engine> engine = wish.engine();
        Optional<Address> address = engine.map(kind -> address(kind, wish));
        Section pool = sections.own().has("pool") || !sections.server().has("pool")
                ? sections.own().section("pool")
                : sections.server().section("pool");
        PoolSettings size = PoolReader.read(pool, findings);
        var login = new Login(layer.text("user", ""), layer.text("password", ""));
        Login migration = migration(sections.own().section("migration"), login, expansion);
        if (!findings.all().isEmpty()) {
            return new Resolution(Optional.empty(), findings.all());
        }
        return new Resolution(
                Optional.of(new DatabaseSettings(
                        module,
                        engine.orElseThrow(),
                        address.orElseThrow().url(),
                        address.orElseThrow().properties(),
                        layer.text("driver", ""),
                        login,
                        migration,
                        address.orElseThrow().file(),
                        createsFolders(),
                        size,
                        pool.path())),
                List.of());
    }

    /** A module that says how to reach its database itself does not get half of it from the default server. */
    private static Optional<Said> reference(Section own, Section globals) {
        boolean isSelfMade = own.has("engine") || own.has("dsn");
        return own.text("server").or(() -> isSelfMade ? Optional.empty() : globals.text("default"));
    }

    private static Section server(Said reference, Section globals, Findings findings) {
        Section servers = globals.section("servers");
        if (!servers.has(reference.text())) {
            String known = servers.keys().isEmpty() ? "which has none" : "which has " + servers.keys();
            findings.add(
                    reference.key(),
                    "names the server '" + reference.text() + "', but there is no such one in 'database.servers', "
                            + known,
                    "Correct the name, or add 'database.servers." + reference.text() + "'.");
        }
        return servers.section(reference.text());
    }

    private static Address address(Engine engine, Wish wish) {
        return switch (engine) {
            case H2 -> H2Address.of(wish);
            case POSTGRES -> PostgresAddress.of(wish);
            case OTHER -> OtherAddress.of(wish);
        };
    }

    private static Login migration(Section section, Login own, Expansion expansion) {
        section.knowsOnly(List.of("user", "password"));
        Optional<String> user = section.text("user").map(expansion::of).map(Said::text);
        Optional<String> password = section.text("password").map(expansion::of).map(Said::text);
        return new Login(user.orElse(own.user()), password.orElse(user.isPresent() ? "" : own.password()));
    }
}
