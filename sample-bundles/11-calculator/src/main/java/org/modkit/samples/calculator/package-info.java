// SPDX-License-Identifier: Apache-2.0
/** Lesson 11: a module with a gRPC service. */
package org.modkit.samples.calculator;
