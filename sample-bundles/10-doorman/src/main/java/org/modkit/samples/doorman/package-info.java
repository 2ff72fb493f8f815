// SPDX-License-Identifier: Apache-2.0
/** Lesson 10: choosing one of several plugins, and forbidding more than authors do. */
package org.modkit.samples.doorman;
