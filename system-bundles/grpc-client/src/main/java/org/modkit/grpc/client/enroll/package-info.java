// SPDX-License-Identifier: Apache-2.0
/**
 * How a child says in the directory of its host that its module is there.
 *
 * <p>Start at {@link org.modkit.grpc.client.enroll.Enrollment}.
 */
package org.modkit.grpc.client.enroll;
