// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of one class. */
final class Postgres implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger count = new AtomicInteger();
    private EmbeddedPostgres server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
    }

    /** Creates a database. */
    Target create() throws SQLException {
        String name = "test" + count.incrementAndGet();
        Databases.execute(Databases.target(server.getPostgresDatabase()), "create database " + name);
        return Databases.target(server.getDatabase("postgres", name));
    }

    /** Returns the same database as another user sees it. */
    Target as(String user, Target target) throws SQLException {
        String name = Databases.ask(target, "select current_database()").get(0);
        return Databases.target(server.getDatabase(user, name));
    }

    /** Returns the address of a database for whoever has its own driver. */
    String url(Target target) throws SQLException {
        return server.getJdbcUrl(
                "postgres", Databases.ask(target, "select current_database()").get(0));
    }
}
