// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

/** A module's database is absent where it must not be, configured wrongly, out of reach, or could not be migrated. */
public final class ModuleDatabaseException extends ModuleException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception; the runtime and the bundle that provides databases do.
     *
     * @param module the module's name
     * @param sentence what is wrong and what to do
     * @param cause what the driver or the migration said, or {@code null}
     */
    public ModuleDatabaseException(String module, String sentence, Throwable cause) {
        super(module, sentence, cause);
    }
}
