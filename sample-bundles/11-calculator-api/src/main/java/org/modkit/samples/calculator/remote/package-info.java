// SPDX-License-Identifier: Apache-2.0
/** Lesson 11: the way from the interface to the gRPC service, for when the calculator runs in another process. */
package org.modkit.samples.calculator.remote;
