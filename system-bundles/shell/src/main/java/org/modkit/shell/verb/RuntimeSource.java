// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.util.Optional;
import org.modkit.api.status.ModkitRuntime;

/** Where the runtime is found; it may come and go at any moment. */
@FunctionalInterface
public interface RuntimeSource {
    /**
     * Looks for the runtime.
     *
     * @return the runtime of this moment, or empty
     */
    Optional<ModkitRuntime> find();

    /**
     * Returns the runtime.
     *
     * @return the runtime of this moment
     * @throws Refusal if there is none
     */
    default ModkitRuntime get() {
        return find().orElseThrow(() -> Refusal.because("The ModKit runtime is not there."
                + " Bundle 'org.modkit.runtime' is missing, not started, or just being replaced."));
    }
}
