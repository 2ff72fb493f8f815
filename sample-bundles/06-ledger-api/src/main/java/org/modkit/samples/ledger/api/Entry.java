// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.api;

/**
 * One side of a booking.
 *
 * @param cents what came, or below zero what went
 * @param reason why
 */
public record Entry(long cents, String reason) {}
