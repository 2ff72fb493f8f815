// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import org.modkit.api.client.ClientHub;

/** The door to a module's own objects. Only {@code phase} goes through it, and only on hook threads. */
public interface ModuleCode {
    /**
     * Takes hold of the module's objects for one incarnation.
     *
     * @return the objects, to be given back
     */
    Incarnation begin();

    /**
     * Begins an incarnation that runs in another process: nobody takes hold of the objects in this one.
     *
     * @return one without objects, to be given back
     */
    Incarnation beginElsewhere();

    /** A module's objects during one incarnation. */
    interface Incarnation {
        /**
         * Returns the module's object of a type.
         *
         * @param type the core or a capability interface
         * @param <T> the type
         * @return the object
         * @throws IllegalStateException if the service is gone
         */
        <T> T get(Class<T> type);

        /**
         * Returns the loader hooks run with.
         *
         * @return the module's class loader
         */
        ClassLoader loader();

        /**
         * Returns the module's own view of the hub.
         *
         * @return the same for the whole incarnation
         */
        ClientHub clients();

        /** Gives everything back: hub entries first, then the objects. Called once. */
        void end();
    }
}
