// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys about databases. What they mean together, and which exclude each other, is for the resolver to say. */
final class DatabaseKeys {
    private static final Pattern SERVER_NAME = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");

    private static final Shape POOL = Shape.Keys.NONE
            .with("max_conns", Leaf.atLeast(1, 10))
            .with("min_conns", Leaf.atLeast(0, 1))
            .with("acquire_timeout", Leaf.duration("30s"))
            .with("idle_timeout", Leaf.duration("10m"))
            .with("max_lifetime", Leaf.duration("30m"))
            .with("test_before_acquire", Leaf.flag())
            .with("leak_threshold", Leaf.duration("1m"));

    /** What a server and a module may both say. */
    private static final Shape.Keys CONNECTION = Shape.Keys.NONE
            .with("engine", Leaf.text("postgres"))
            .with("dsn", Leaf.text("jdbc:postgresql://db:5432/app"))
            .with("driver", Leaf.text("org.postgresql.Driver"))
            .with("host", Leaf.text("localhost"))
            .with("port", Leaf.port(5432))
            .with("user", Leaf.text("app"))
            .with("password", Leaf.text("${DB_PASSWORD}"))
            .with("dbname", Leaf.text("app"))
            .with("params", new Shape.Named(Map.of(), name -> Optional.empty(), Leaf.text("require")))
            .with("pool", POOL);

    private static final Shape MIGRATION =
            Shape.Keys.NONE.with("user", Leaf.text("owner")).with("password", Leaf.text("${OWNER_PASSWORD}"));

    /** The section {@code database} at the top. */
    static final Shape TOP = Shape.Keys.NONE
            .with("default", Leaf.text("embedded"))
            .with("auto_provision", Leaf.flag())
            .with("connect_wait", Leaf.duration("30s"))
            .with("lock_wait", Leaf.duration("5m"))
            .with("servers", new Shape.Named(Map.of(), DatabaseKeys::faultOfServer, CONNECTION));

    /** The section {@code database} of a module. Only here, since a file that modules shared would be nobody's. */
    static final Shape OF_MODULE = CONNECTION
            .with("server", Leaf.text("main"))
            .with("file", Leaf.text("ledger"))
            .with("path", Leaf.text("ledger"))
            .with("migration", MIGRATION);

    private DatabaseKeys() {}

    /** Lower case, because Configuration Admin does not tell upper case from lower case. */
    private static Optional<String> faultOfServer(String name) {
        return SERVER_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must be lower-case words joined by hyphens or underscores, such as 'main'");
    }
}
