// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

/** A module's configuration is absent where it must not be, or does not fit the type it is read as. */
public final class ModuleConfigException extends ModuleException {
    private static final long serialVersionUID = 1L;

    /** What is wrong; the four cases of the original. */
    public enum Kind {
        /** The configuration has no entry for the module. */
        MODULE_NOT_FOUND,
        /** The entry is not a map of keys. */
        INVALID_STRUCTURE,
        /** The entry has no {@code config} section. */
        MISSING_SECTION,
        /** The section does not fit the type. */
        INVALID_CONFIG
    }

    private final Kind kind;

    /**
     * Creates the exception; the runtime does.
     *
     * @param module the module's name
     * @param kind what is wrong
     * @param finding what was found, a clause without a full stop; used for {@link Kind#INVALID_CONFIG} only
     * @param cause the parser's complaint, or {@code null}
     */
    public ModuleConfigException(String module, Kind kind, String finding, Throwable cause) {
        super(module, sentence(module, kind, finding), cause);
        this.kind = kind;
    }

    private static String sentence(String module, Kind kind, String finding) {
        return switch (kind) {
            case MODULE_NOT_FOUND ->
                "Module '" + module + "' requires a configuration, but none is given. Add" + " 'modules." + module
                        + ".config'.";
            case INVALID_STRUCTURE ->
                "The configuration of module '" + module + "' must be a map of keys, but is not." + " Correct 'modules."
                        + module + "'.";
            case MISSING_SECTION ->
                "Module '" + module + "' requires a 'config' section, but its configuration has"
                        + " none. Add 'modules." + module + ".config'.";
            case INVALID_CONFIG ->
                "The configuration of module '" + module + "' does not fit: " + finding + ". Correct 'modules." + module
                        + ".config'.";
        };
    }

    /**
     * Returns what is wrong.
     *
     * @return one of the four kinds
     */
    public Kind kind() {
        return kind;
    }
}
