// SPDX-License-Identifier: Apache-2.0
/**
 * <em>The hub: a side room, off the line.</em> How modules find each other's clients.
 *
 * <p><em>In:</em> registrations and lookups of modules. <em>Out:</em> clients, and a sentence when there is none.
 * <em>Thread:</em> any; nothing here waits for another thread, except callers who share one choice of a plugin. Code of
 * others (service factories, service listeners) is only ever called on the thread of the module that asked or
 * registered, never inside an update of the maps. <em>Enter at</em> {@link org.modkit.runtime.hub.Hub}. <em>Used
 * by</em> {@code track} and {@code phase}. <em>Uses</em> the service registry.
 *
 * <p>Two sources are kept apart. What modules registered here is in {@code Slot}s, one per type and scope; what other
 * bundles published natively stays in the service registry and is looked up when no slot has an entry.
 */
package org.modkit.runtime.hub;
