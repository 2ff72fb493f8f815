// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Composes the address of a PostgreSQL. */
final class PostgresAddress {
    /** Under which name the server lists the connection. */
    private static final String APPLICATION = "ApplicationName";

    private PostgresAddress() {}

    static Address of(Wish wish) {
        wish.rejectFiles("postgres");
        Layer layer = wish.layer();
        if (layer.part("dbname").isEmpty()) {
            wish.findings()
                    .add(
                            wish.own().path("dbname"),
                            "is missing, and neither a server nor a 'dsn' tells it",
                            "Write the name of the database on the PostgreSQL server.");
        }
        Map<String, String> properties = layer.paramTexts();
        properties.putIfAbsent(APPLICATION, "modkit-" + wish.module());
        return new Address(
                "jdbc:postgresql://" + layer.text("host", "localhost") + port(wish) + "/"
                        + URLEncoder.encode(layer.text("dbname", ""), StandardCharsets.UTF_8),
                properties,
                Optional.empty());
    }

    private static String port(Wish wish) {
        Layer layer = wish.layer();
        // Several hosts have their ports among them.
        if (layer.text("host", "").contains(",")) {
            return "";
        }
        return layer.part("port")
                .map(said -> {
                    if (!said.text().matches("[1-9]\\d{0,4}") || Integer.parseInt(said.text()) > 65_535) {
                        wish.findings()
                                .add(
                                        said.key(),
                                        "must name a port from 1 to 65535, but does not",
                                        "Write for example '5432'.");
                    }
                    return ":" + said.text();
                })
                .orElse(":5432");
    }
}
