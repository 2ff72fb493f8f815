// SPDX-License-Identifier: Apache-2.0
/** Lesson 4: a module that fails. */
package org.modkit.samples.broken;
