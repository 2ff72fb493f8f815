// SPDX-License-Identifier: Apache-2.0
/**
 * The child's side: who it is, what it is handed, and that it ends when its host has gone. Needs nothing but the JDK, so that
 * any launcher can call it.
 *
 * <p>Start at {@link org.modkit.process.child.Lifeline}; {@link org.modkit.process.child.Guardian} is for programs that know
 * nothing of it.
 */
package org.modkit.process.child;
