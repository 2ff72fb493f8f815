// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.spi;

import org.modkit.api.ModuleContext;
import org.modkit.api.status.BundleRef;
import org.osgi.annotation.versioning.ProviderType;

/** A module as the host of a phase sees it. */
@ProviderType
public interface PhaseGuest {
    /**
     * Returns the module's context.
     *
     * @return the same object for all phases of one incarnation
     */
    ModuleContext context();

    /**
     * Returns the module's bundle.
     *
     * @return the bundle of its core
     */
    BundleRef bundle();

    /**
     * Returns the module's object of a capability.
     *
     * @param type the capability interface of the phase
     * @param <T> the capability interface
     * @return the module's service
     */
    <T> T capability(Class<T> type);

    /**
     * Tells that something the module has from this phase is ill, or well again.
     *
     * <p>Shown with the module's state and told in the journal; the module stays where it is. Ends with the incarnation.
     * May be called on any thread, and again and again with the same sentence, which is told once.
     *
     * @param sentence what is ill and what to do, or an empty string if all is well
     */
    void trouble(String sentence);

    /**
     * Tells where a module runs that does not run in this process; for the host of the phase
     * {@link org.modkit.api.status.Phase#SPAWN}.
     *
     * <p>Shown with the module's state and told in the journal. Ends with the incarnation. May be called on any thread; the
     * same twice is told once.
     *
     * @param place such as the ids of processes and instances, what became of those before, in some words without a period
     */
    void runsIn(String place);

    /**
     * Tells that the host gives the module up after it had taken it in: the module fails and goes down, and nobody tries
     * again by himself. Nothing happens if the incarnation is over. May be called on any thread.
     *
     * @param sentence what happened and what to do
     */
    void failed(String sentence);
}
