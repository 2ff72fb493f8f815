// SPDX-License-Identifier: Apache-2.0
/**
 * Two doors to the same verbs: commands of Gogo and Karaf, and a control channel for the command line.
 *
 * <p>Enter at {@link org.modkit.shell.ShellBundle}, which wires the rooms: {@code verb} does what is asked,
 * {@code database} what is asked of databases, {@code print} writes what is answered, {@code control} is the channel. Nothing here decides about a lifecycle.
 */
package org.modkit.shell;
