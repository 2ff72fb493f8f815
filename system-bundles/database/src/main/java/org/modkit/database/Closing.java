// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what nobody can do anything about if it does not close. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed.", e);
        }
    }
}
