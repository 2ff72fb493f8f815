// SPDX-License-Identifier: Apache-2.0
/** Lesson 3: a module that works in the background. */
package org.modkit.samples.heartbeat;
