// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One module at one moment.
 *
 * @param name its name
 * @param state what it is doing
 * @param phase the last phase it has passed; empty if none
 * @param system whether it is a system module
 * @param required whether the container is ready only when it runs
 * @param capabilities the labels of its capabilities, in the order of {@link org.modkit.api.capability.Capability}
 * @param needs what it needs, in the order it was written
 * @param bundle the bundle of its core
 * @param since when it entered this state
 * @param restarts how often supervision has restarted it since it was last stable
 * @param place where it runs if that is not this process, in some words; empty if it runs here
 * @param reason why it waits or failed, or what it uses that is ill, and what to do; one or more sentences; empty if
 *     there is nothing to explain
 */
public record ModuleStatus(
        String name,
        ModuleState state,
        Optional<Phase> phase,
        boolean system,
        boolean required,
        List<String> capabilities,
        List<NeedStatus> needs,
        BundleRef bundle,
        Instant since,
        int restarts,
        String place,
        String reason) {
    /** Copies the lists. */
    public ModuleStatus {
        capabilities = List.copyOf(capabilities);
        needs = List.copyOf(needs);
    }
}
