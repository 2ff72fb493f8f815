// SPDX-License-Identifier: Apache-2.0
/**
 * Lesson 2: modules meet in an API bundle of its own.
 *
 * <p>Clocks and greeter import this package, never one another. So a clock can be replaced without touching the class
 * space of anybody.
 */
@Export
@Version("1.0.0")
package org.modkit.samples.clock.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
