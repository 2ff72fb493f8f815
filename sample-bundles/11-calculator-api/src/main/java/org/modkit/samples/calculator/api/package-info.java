// SPDX-License-Identifier: Apache-2.0
/** Lesson 11: what the calculator offers other modules, in words that say nothing of where it runs. */
@Export
@Version("1.0.0")
package org.modkit.samples.calculator.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
