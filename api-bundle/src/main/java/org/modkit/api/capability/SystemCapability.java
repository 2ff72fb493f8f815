// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes a module a <em>system module</em>: it sees the runtime itself, and goes first among equals.
 *
 * <p>Both hooks are called on a thread of the runtime, once per incarnation, each under a deadline.
 */
@ConsumerType
public interface SystemCapability {
    /**
     * Called before the module itself and every user module of the same wave that it does not need is initialized.
     *
     * @param system the runtime's inside
     * @throws Exception fails the module
     */
    default void preInit(SystemContext system) throws Exception {}

    /**
     * Called after all modules of the same wave are initialized, and before any of them goes further.
     *
     * @param system the runtime's inside
     * @throws Exception fails the module
     */
    default void postInit(SystemContext system) throws Exception {}
}
