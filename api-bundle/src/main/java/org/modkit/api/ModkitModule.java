// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The core of a module: the one service every module registers.
 *
 * <p>A bundle registers it as an OSGi service, with Declarative Services or by hand, and the runtime calls it. One
 * object may also implement capability interfaces ({@link org.modkit.api.capability}), or they may be services of their
 * own with the same {@code modkit.module} property.
 *
 * <p>Both hooks are called on a thread of the runtime named after the phase and the module, with the module's class
 * loader as context class loader, never two at a time for one module, and each under a deadline. They may throw
 * anything: the module is then FAILED, and everything it had begun is undone.
 *
 * <p>N.B. A service of scope <em>prototype</em> gives every incarnation a fresh object; a <em>singleton</em> is
 * initialized again after a restart, so its {@code close()} must leave it fit for that.
 */
@ConsumerType
public interface ModkitModule {
    /**
     * Wires the module: reads its configuration, looks up clients of the modules it needs, registers its own.
     *
     * <p>Called once per incarnation, after every module this one needs has been initialized. Returns promptly; work
     * that goes on belongs into a {@link org.modkit.api.capability.RunnableCapability}.
     *
     * @param context everything the runtime offers this module, valid until {@link #close()} returns
     * @throws Exception when the module can't work; the message becomes the reason shown to the operator
     */
    default void init(ModuleContext context) throws Exception {}

    /**
     * Releases what {@link #init} took; the mirror of it.
     *
     * <p>Called once after every {@code init} that was begun, even one that failed or timed out, after every module
     * that needs this one is closed. Clients the module registered are removed by the runtime after
     * it, with the last step of its way down.
     *
     * @throws Exception is reported; the way down goes on
     */
    default void close() throws Exception {}
}
