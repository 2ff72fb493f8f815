// SPDX-License-Identifier: Apache-2.0
/** Proofs in a plain Felix that somebody else started: our bundles need no container of ours. */
package org.modkit.container.proof;
