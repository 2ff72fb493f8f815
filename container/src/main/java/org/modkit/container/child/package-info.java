// SPDX-License-Identifier: Apache-2.0
/**
 * This container as a child: the process in which a host runs one module, with what that needs.
 *
 * <p>Says what a child has and what it leaves to its host; how a container starts and stops is {@code launch}'s, what ties it
 * to its host is {@code org.modkit.process.child}'s. Enter at {@link org.modkit.container.child.ChildMain}. Nobody uses it
 * but the host, which knows it by name.
 */
package org.modkit.container.child;
