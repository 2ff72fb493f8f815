// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.api;

/**
 * An account at one moment.
 *
 * @param number digits, unique
 * @param name what it is for
 * @param cents what is on it
 */
public record Account(String number, String name, long cents) {}
