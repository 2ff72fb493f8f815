// SPDX-License-Identifier: Apache-2.0
/**
 * The section {@code logging} as properties for log4j2, as pax-logging takes them under its PID.
 *
 * <p><em>In:</em> the section, the folder for files, the loggers of modules. <em>Out:</em> properties. Pure. Enter at
 * {@link org.modkit.configuration.logging.LogProperties}. <em>Uses</em> {@code tree}.
 */
package org.modkit.configuration.logging;
