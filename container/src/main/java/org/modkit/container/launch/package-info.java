// SPDX-License-Identifier: Apache-2.0
/**
 * Starts a framework with the bundles of the installation, and stops it in order.
 *
 * <p><em>Threads:</em> the caller's, which waits until the framework has stopped; signals come on threads of the JVM.
 * Enter at {@link org.modkit.container.launch.Container}. Uses {@code instance} and {@code deploy}.
 */
package org.modkit.container.launch;
