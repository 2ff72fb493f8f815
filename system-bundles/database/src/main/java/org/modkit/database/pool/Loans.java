// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of one pool that are in use. Returned ones are found by asking them, now and then: that costs less than
 * a wrapper around every connection, and modules keep the type they know. Safe for use by any thread.
 */
final class Loans {
    private final Set<Loan> loans = ConcurrentHashMap.newKeySet();
    private final int many;

    Loans(int maxConnections) {
        this.many = 2 * maxConnections + 16;
    }

    Connection lend(Connection connection) {
        if (loans.size() >= many) {
            loans.removeIf(Loan::isOver);
        }
        loans.add(new Loan(connection));
        return connection;
    }

    /** Those in use, the oldest first. */
    List<Loan> open() {
        loans.removeIf(Loan::isOver);
        return loans.stream().sorted(Comparator.comparing(Loan::age).reversed()).toList();
    }
}
