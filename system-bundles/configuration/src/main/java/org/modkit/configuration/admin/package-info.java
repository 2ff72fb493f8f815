// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle: keeps Configuration Admin equal to the file, and follows the file while it is edited.
 *
 * <p><em>In:</em> {@code etc/modkit.yaml} of the instance, bundles with modules. <em>Out:</em> the configurations
 * {@code org.modkit.runtime}, {@code org.modkit.module~NAME} and {@code org.ops4j.pax.logging}. <em>Thread:</em> one,
 * {@code modkit-configuration}; the framework's threads leave word for it. Enter at
 * {@link org.modkit.configuration.admin.ConfigurationBundle}.
 */
package org.modkit.configuration.admin;
