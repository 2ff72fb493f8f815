// SPDX-License-Identifier: Apache-2.0
/** Lesson 10: another authentication plugin, by the vendor signed. */
package org.modkit.samples.tokens.signed;
