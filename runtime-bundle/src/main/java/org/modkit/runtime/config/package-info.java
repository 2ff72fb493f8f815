// SPDX-License-Identifier: Apache-2.0
/**
 * <em>The configuration: a side room, off the line.</em> What Configuration Admin holds, as values.
 *
 * <p><em>In:</em> flat properties. <em>Out:</em> {@link org.modkit.runtime.config.RuntimeSettings} as a whole, and
 * typed views of a module's own section. <em>Thread:</em> {@code ConfigSource} speaks on the timer it is given;
 * everything else is pure. <em>Enter at</em> {@link org.modkit.runtime.config.ConfigSource}. <em>Used by</em> the root
 * package and {@code phase}. <em>Uses</em> {@code plan}'s values.
 *
 * <p>Nothing here fails: a value that is wrong leaves the default in force and becomes a sentence. Only
 * {@link org.modkit.runtime.config.ConfigBinder} throws, at the module that reads.
 */
package org.modkit.runtime.config;
