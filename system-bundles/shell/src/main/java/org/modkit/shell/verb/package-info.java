// SPDX-License-Identifier: Apache-2.0
/**
 * What an operator can ask: one class per verb, the same for every door.
 *
 * <p><em>In:</em> an {@link org.modkit.shell.verb.Invocation}. <em>Out:</em> lines to a
 * {@link org.modkit.shell.verb.Reply} and an {@link org.modkit.shell.verb.Exit exit code}. <em>Thread:</em> the
 * caller's. Enter at {@link org.modkit.shell.verb.Verbs}; a new verb is a class here and a line there.
 */
package org.modkit.shell.verb;
