// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

/**
 * One need of a module.
 *
 * @param module the name of the module it needs
 * @param range the versions that will do, in OSGi's notation; {@code 0.0.0} for any
 * @param optional whether it only orders the two
 * @param satisfied whether that module is there in a fitting version and running
 */
public record NeedStatus(String module, String range, boolean optional, boolean satisfied) {}
