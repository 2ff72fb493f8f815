// SPDX-License-Identifier: Apache-2.0
/**
 * One configuration from one YAML file and the environment: read, checked, shown without its secrets.
 *
 * <p>The path of a value: {@code read} (file and environment to a tree) &rarr; {@code schema} (problems) &rarr;
 * {@link org.modkit.configuration.Settings} &rarr; {@code admin} (into Configuration Admin) and {@code logging} (into
 * log4j2 properties). All but {@code admin} is plain Java, which the command line uses as well. <em>Thread:</em> none;
 * {@code admin} has one of its own.
 */
package org.modkit.configuration;
