// SPDX-License-Identifier: Apache-2.0
/** Lesson 10: who may call which route. */
package org.modkit.samples.vault;
