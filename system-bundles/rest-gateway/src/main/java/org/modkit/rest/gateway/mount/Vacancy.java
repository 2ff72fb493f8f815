// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

/**
 * A path at which a module has answered, and does not any more.
 *
 * @param path the path
 * @param module whose it was
 * @param since when it closed, in nanoseconds of the clock of mounts
 */
record Vacancy(String path, String module, long since) {}
