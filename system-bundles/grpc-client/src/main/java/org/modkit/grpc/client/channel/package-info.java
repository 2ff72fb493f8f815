// SPDX-License-Identifier: Apache-2.0
/**
 * Channels that lead to whatever instances of a service the directory names.
 *
 * <p>Start at {@link org.modkit.grpc.client.channel.Channels}. What the directory says is followed by
 * {@link org.modkit.grpc.client.channel.Following}, which is told to grpc-java by
 * {@link org.modkit.grpc.client.channel.Names} and spread over the instances by
 * {@link org.modkit.grpc.client.channel.Balancing}.
 */
package org.modkit.grpc.client.channel;
