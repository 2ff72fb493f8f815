// SPDX-License-Identifier: Apache-2.0
/** Lesson 2: a module that offers a plugin, by the vendor akashi. */
package org.modkit.samples.clock.tokyo;
