// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

/**
 * What the configuration says of one module, apart from the module's own {@code config} section.
 *
 * @param required whether the container is ready only when it runs
 * @param deadlines how long its hooks may take
 * @param supervision what happens when its background task dies
 */
public record ModuleSettings(boolean required, Deadlines deadlines, Supervision supervision) {
    /** What holds for a module of which nothing is said. */
    public static final ModuleSettings DEFAULT = new ModuleSettings(true, Deadlines.DEFAULT, Supervision.DEFAULT);
}
