// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Implemented by a module's core that takes a change of its configuration while it runs.
 *
 * <p>A module whose core does not implement it is restarted instead, with the modules that need it.
 */
@ConsumerType
public interface ConfigurationListener {
    /**
     * Takes over the changed configuration; {@link ModuleContext#config} already returns it.
     *
     * <p>Called on a thread of the runtime under the deadline of {@code init}, only while the module is RUNNING.
     *
     * @param context the module's context
     * @throws Exception if it can't; the module is then restarted
     */
    void configurationChanged(ModuleContext context) throws Exception;
}
