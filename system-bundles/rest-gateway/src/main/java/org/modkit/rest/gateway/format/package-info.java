// SPDX-License-Identifier: Apache-2.0
/**
 * What the applications of all modules have in common: JSON, constraints that are checked, and what is thrown as problem
 * documents.
 *
 * <p>Start at {@link org.modkit.rest.gateway.format.Format}.
 */
package org.modkit.rest.gateway.format;
