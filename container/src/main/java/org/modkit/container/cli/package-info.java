// SPDX-License-Identifier: Apache-2.0
/**
 * The verbs of {@code bin/modkit}, one class each, and their exit codes.
 *
 * <p>Verbs about a running container are the container's to answer; they are only passed on. A new one is a line in
 * {@link org.modkit.container.cli.PassedOn}. Enter at {@link org.modkit.container.cli.CommandLineInterface}. Uses all
 * other rooms; nobody uses it.
 */
package org.modkit.container.cli;
