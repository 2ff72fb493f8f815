// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 2 of 8: graph.</em> What modules are offered, what they need, and in which order that puts them.
 *
 * <p><em>In:</em> texts from service properties. <em>Out:</em> offers, an order, problems. <em>Thread:</em> none;
 * everything here is pure. <em>Enter at</em> {@link org.modkit.runtime.graph.Offer}. <em>Used by</em> everybody.
 * <em>Uses</em> the API, and of OSGi only its two version values, which have no better in the JDK. <em>Next room:</em>
 * {@code plan}.
 */
package org.modkit.runtime.graph;
