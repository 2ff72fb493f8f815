// SPDX-License-Identifier: Apache-2.0
/**
 * The module {@code module-orchestrator}: tells by REST which modules there are, and which instances of each. A module of its
 * own, so that the directory does not wait for a gateway; it is offered only while there is a gateway.
 *
 * <p>Start at {@link org.modkit.directory.rest.Modules}.
 */
package org.modkit.directory.rest;
