// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.List;
import java.util.Optional;

/** Takes the address of an engine that is known by its JDBC driver alone. */
final class OtherAddress {
    private OtherAddress() {}

    static Address of(Wish wish) {
        String engine = wish.layer().text("engine", wish.layer().dsnEngine());
        wish.rejectFiles(engine);
        wish.reject(
                List.of("host", "port", "dbname"),
                "can't be used with the engine '" + engine + "', whose address is its 'dsn' alone",
                "Write it into the 'dsn'.");
        if (wish.layer().dsn().isEmpty()) {
            wish.findings()
                    .add(
                            wish.layer().part("engine").orElseThrow().key(),
                            "is '" + engine + "', whose address must come as a 'dsn', but there is none",
                            "Write its JDBC address as 'dsn', or 'h2' or 'postgres' as the engine.");
        }
        return new Address(wish.layer().text(Dsn.LOCATION, ""), wish.layer().paramTexts(), Optional.empty());
    }
}
