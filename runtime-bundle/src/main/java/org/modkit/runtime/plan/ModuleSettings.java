// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

/**
 * What the configuration says of one module, apart from the module's own {@code config} section.
 *
 * @param elsewhere whether it runs in another process, so that it takes part in {@link org.modkit.api.status.Phase#SPAWN} only
 * @param required whether the container is ready only when it runs
 * @param deadlines how long its hooks may take
 * @param supervision what happens when its background task dies
 */
public record ModuleSettings(boolean elsewhere, boolean required, Deadlines deadlines, Supervision supervision) {
    /** What holds for a module of which nothing is said. */
    public static final ModuleSettings DEFAULT =
            new ModuleSettings(false, true, Deadlines.DEFAULT, Supervision.DEFAULT);
}
