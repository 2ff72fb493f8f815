// SPDX-License-Identifier: Apache-2.0
/**
 * The section {@code logging} as properties of log4j2: in a file for the start, under pax-logging's PID from then on.
 *
 * <p><em>In:</em> the section, the folder for files, the loggers of modules. <em>Out:</em> properties. Enter at
 * {@link org.modkit.configuration.logging.LogProperties}. <em>Uses</em> {@code tree}.
 */
package org.modkit.configuration.logging;
