// SPDX-License-Identifier: Apache-2.0
/** Lesson 1: a whole module. */
package org.modkit.samples.hello;
