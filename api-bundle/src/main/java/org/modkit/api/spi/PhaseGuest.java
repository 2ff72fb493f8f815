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
}
