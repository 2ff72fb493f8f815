// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

/**
 * What each event brings.
 *
 * @param number counts from 1, anew each time the module starts
 * @param time what the clock showed
 */
public record Tick(long number, String time) {}
