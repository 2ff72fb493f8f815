// SPDX-License-Identifier: Apache-2.0
/**
 * For bundles that read Configuration Admin as a whole; they copy this package. Uses nothing of the others.
 *
 * <p>Enter at {@link org.modkit.configuration.link.ConfigurationLink}.
 */
package org.modkit.configuration.link;
