// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import org.modkit.api.rest.RouteLimit;

/**
 * How many requests a route takes; each number may be left unsaid, and 0 is as many as come.
 *
 * @param rps requests a second, in the long run
 * @param burst how many at once
 * @param inFlight how many at the same time
 */
public record Bounds(int rps, int burst, int inFlight) {
    /** Says nothing. */
    public static final Bounds UNSAID =
            new Bounds(RouteLimit.AS_CONFIGURED, RouteLimit.AS_CONFIGURED, RouteLimit.AS_CONFIGURED);

    /**
     * Fills in what these bounds leave unsaid. Who says how many a second and not how many at once means twice as many.
     *
     * @param other what holds otherwise
     * @return new bounds
     */
    public Bounds over(Bounds other) {
        boolean saysRps = rps != RouteLimit.AS_CONFIGURED;
        boolean saysBurst = burst != RouteLimit.AS_CONFIGURED;
        int implied = saysRps ? (int) Math.min(Integer.MAX_VALUE, 2L * rps) : other.burst;
        return new Bounds(
                saysRps ? rps : other.rps,
                saysBurst ? burst : implied,
                inFlight == RouteLimit.AS_CONFIGURED ? other.inFlight : inFlight);
    }

    /**
     * Tells whether the requests of a while are counted.
     *
     * @return whether there is a bound for them
     */
    public boolean hasRate() {
        return rps > 0;
    }

    /**
     * Tells whether the requests of a moment are counted.
     *
     * @return whether there is a bound for them
     */
    public boolean hasInFlight() {
        return inFlight > 0;
    }
}
