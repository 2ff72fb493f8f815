// SPDX-License-Identifier: Apache-2.0
/**
 * The registry over gRPC: from messages to calls of it, with everything in them doubted.
 *
 * <p>Start at {@link org.modkit.directory.wire.DirectoryService}; the messages are generated from {@code directory.proto}.
 */
package org.modkit.directory.wire;
