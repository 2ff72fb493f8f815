// SPDX-License-Identifier: Apache-2.0
/** Lesson 6: a module with a database. */
package org.modkit.samples.ledger;
