// SPDX-License-Identifier: Apache-2.0
/** What is called, generated from {@code sums.proto}. */
package org.modkit.benchmarks.grpc.wire;
