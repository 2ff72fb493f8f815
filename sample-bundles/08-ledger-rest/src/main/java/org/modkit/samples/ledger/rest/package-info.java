// SPDX-License-Identifier: Apache-2.0
/** Lesson 8: REST before a module that knows nothing of it. */
package org.modkit.samples.ledger.rest;
