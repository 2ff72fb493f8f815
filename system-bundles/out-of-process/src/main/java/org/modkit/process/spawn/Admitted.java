// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;

/**
 * That one child may speak to the directory. A class and no record, so that no log prints the token. Used on the thread of a
 * fleet.
 */
final class Admitted {
    private static final int BYTES = 32;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final String module;
    private final UUID id;
    private final String token;
    private Optional<Registration> current = Optional.empty();
    private Optional<Admission> by = Optional.empty();

    private Admitted(String module, UUID id, String token) {
        this.module = module;
        this.id = id;
        this.token = token;
    }

    /** A token that nobody has had before; not let in yet. */
    static Admitted of(String module, UUID id) {
        var bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return new Admitted(module, id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String token() {
        return token;
    }

    /** Lets it in; again if who let it in before has gone. */
    void by(Optional<Admission> admission) {
        if (admission.isPresent() && !admission.equals(by)) {
            close();
            by = admission;
            current = Optional.of(admission.get().admit(Set.of(module), id, token));
        }
    }

    void close() {
        current.ifPresent(Registration::close);
        current = Optional.empty();
        by = Optional.empty();
    }
}
