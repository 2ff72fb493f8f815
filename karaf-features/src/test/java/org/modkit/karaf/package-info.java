// SPDX-License-Identifier: Apache-2.0
/** Proofs in a real Karaf. */
package org.modkit.karaf;
