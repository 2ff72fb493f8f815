// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle: what it is made of, what it registers, and what it is told by the framework.
 *
 * <p>Start at {@link org.modkit.grpc.client.kit.ClientBundle}.
 */
package org.modkit.grpc.client.kit;
