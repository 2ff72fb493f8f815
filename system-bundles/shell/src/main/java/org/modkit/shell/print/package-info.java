// SPDX-License-Identifier: Apache-2.0
/**
 * Writes what is known of the runtime: as text for people, as JSON for machines.
 *
 * <p><em>In:</em> values of {@code org.modkit.api.status}. <em>Out:</em> text. <em>Thread:</em> none; everything here is
 * a pure function. The JSON is a contract: schema 1, described in the documentation of operations.
 */
package org.modkit.shell.print;
