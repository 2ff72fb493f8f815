// SPDX-License-Identifier: Apache-2.0
/** Lesson 5: the next version of a module. */
package org.modkit.samples.banner;
