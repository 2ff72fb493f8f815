// SPDX-License-Identifier: Apache-2.0
/**
 * What the gateway itself answers: the document of all modules and the page that shows it, health, and the modules.
 *
 * <p>Start at {@link org.modkit.rest.gateway.document.OwnPages}.
 */
package org.modkit.rest.gateway.document;
