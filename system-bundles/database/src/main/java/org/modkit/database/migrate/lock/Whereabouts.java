// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.util.Optional;

/**
 * What is known of the owner of a lock.
 *
 * <p>An owner is gone if its session of the database is: what it was at was rolled back with it, wherever its process
 * is. Without such knowledge it is gone if its process has ended, which only this machine can tell of its own processes,
 * or if its machine was started anew.
 *
 * @param gone whether it can do nothing any more
 * @param ended whether its process has ended, though its session may still be at work
 * @param why how that is known, a clause; empty if it isn't
 */
record Whereabouts(boolean gone, boolean ended, String why) {
    /** The session of an owner as the database sees it. */
    enum Session {
        /** It is connected. */
        OPEN,
        /** It is not connected any more. */
        CLOSED,
        /** The database does not tell. */
        UNKNOWN
    }

    static final Whereabouts ALIVE = new Whereabouts(false, false, "");

    /**
     * Judges an owner.
     *
     * @param owner the owner
     * @param self this process
     * @param session the owner's session
     * @param alone whether nobody but this process can have the database open
     */
    static Whereabouts of(Owner owner, Owner self, Session session, boolean alone) {
        if (session == Session.CLOSED) {
            return new Whereabouts(true, false, "its session of the database has ended");
        }
        Optional<String> end = end(owner, self, alone);
        return end.map(why -> new Whereabouts(session != Session.OPEN, true, why))
                .orElse(ALIVE);
    }

    private static Optional<String> end(Owner owner, Owner self, boolean alone) {
        if (alone) {
            return Optional.of("nobody else can have this file open");
        }
        if (owner.pid().isEmpty()) {
            return Optional.empty();
        }
        boolean known = !owner.boot().isEmpty() && !self.boot().isEmpty();
        boolean sameMachine =
                owner.host().equals(self.host()) && owner.machine().equals(self.machine());
        if (known && sameMachine && !owner.boot().equals(self.boot())) {
            return Optional.of("its machine was started anew since");
        }
        boolean samePids = known
                ? owner.boot().equals(self.boot()) && owner.space().equals(self.space())
                : sameMachine && !owner.host().equals("localhost");
        if (!samePids) {
            return Optional.empty();
        }
        if (owner.run().equals(self.run())) {
            return Optional.of("this process migrates one module at a time and is not at it");
        }
        return Machine.started(owner.pid()).filter(owner.started()::equals).isPresent()
                ? Optional.empty()
                : Optional.of("its process has ended");
    }
}
