// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import java.util.Objects;

/**
 * A failure that an operator can mend without reading code, told in whole sentences: subject, expectation, finding, remedy.
 *
 * <p>A module may throw it from any of its hooks. The runtime then shows its message as it is, adds no remedy of its own,
 * and logs the stack at DEBUG only.
 */
public class ModuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String module;

    /**
     * Creates the exception.
     *
     * @param module the module's name
     * @param sentences what is wrong and what to do
     * @param cause what was thrown, or {@code null}
     */
    public ModuleException(String module, String sentences, Throwable cause) {
        super(Objects.requireNonNull(sentences), cause);
        this.module = Objects.requireNonNull(module);
    }

    /**
     * Returns the module that can't go on.
     *
     * @return the module's name
     */
    public final String module() {
        return module;
    }
}
