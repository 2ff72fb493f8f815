// SPDX-License-Identifier: Apache-2.0
/** Lesson 10: an authentication plugin, by the vendor listed. */
package org.modkit.samples.tokens.listed;
