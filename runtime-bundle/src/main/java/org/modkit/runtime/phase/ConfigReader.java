// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.Map;

/** Reads the configuration of modules; what a {@link org.modkit.api.ModuleContext} asks. Any thread. */
public interface ConfigReader {
    /**
     * Reads leniently, as {@link org.modkit.api.ModuleContext#config} does.
     *
     * @param module the module's name
     * @param type the configuration's type
     * @param <T> the configuration's type
     * @return a new value
     */
    <T> T lenient(String module, Class<T> type);

    /**
     * Reads strictly, as {@link org.modkit.api.ModuleContext#requiredConfig} does.
     *
     * @param module the module's name
     * @param type the configuration's type
     * @param <T> the configuration's type
     * @return a new value
     */
    <T> T required(String module, Class<T> type);

    /**
     * Returns the section as it was written.
     *
     * @param module the module's name
     * @return an unmodifiable tree
     */
    Map<String, Object> raw(String module);
}
