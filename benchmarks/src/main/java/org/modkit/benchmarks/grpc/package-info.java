// SPDX-License-Identifier: Apache-2.0
/** One unary method: behind the hub and called by the directory, and served and called by grpc-java alone. */
package org.modkit.benchmarks.grpc;
