// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

/** Texts of lock rows, as others would have written them. */
public final class Owners {
    private Owners() {}

    /** A process on this machine that is gone: its number is ours now. */
    public static String gone(String session) {
        Owner self = Machine.self();
        return new Owner(self.host(), self.pid(), "t1", self.boot(), self.space(), self.machine(), "00000000", session)
                .text();
    }

    /** This process, but with another copy of our classes. */
    public static String living(String session) {
        Owner self = Machine.self();
        return new Owner(
                        self.host(),
                        self.pid(),
                        self.started(),
                        self.boot(),
                        self.space(),
                        self.machine(),
                        "00000000",
                        session)
                .text();
    }

    /** A process on a machine of which nothing is known. */
    public static String far(String session) {
        return new Owner("far-away", "4711", "t1", "b", "1", "m", "00000000", session).text();
    }
}
