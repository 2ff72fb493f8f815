// SPDX-License-Identifier: Apache-2.0
/** Lesson 11: the same as a gRPC service, generated from {@code calculator.proto}. */
@Export
@Version("1.0.0")
package org.modkit.samples.calculator.v1;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
