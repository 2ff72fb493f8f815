// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.util.List;

/**
 * What is asked for.
 *
 * @param id its id
 * @param customer whose it is
 * @param lines what is in it
 * @param total what it costs
 */
public record Order(String id, String customer, List<Line> lines, int total) {
    /**
     * A part of it.
     *
     * @param article what
     * @param amount how many
     * @param price what one costs
     */
    public record Line(String article, int amount, int price) {}
}
