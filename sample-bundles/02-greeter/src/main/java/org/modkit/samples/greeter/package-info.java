// SPDX-License-Identifier: Apache-2.0
/** Lesson 2: a module that needs another one. */
package org.modkit.samples.greeter;
