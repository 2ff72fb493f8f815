// SPDX-License-Identifier: Apache-2.0
/** Lesson 5: a module that is reloaded. */
package org.modkit.samples.banner;
