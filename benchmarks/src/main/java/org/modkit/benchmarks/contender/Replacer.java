// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

/** A contender that can take one node of a running graph out and put it in again. */
public interface Replacer extends Contender {
    /**
     * Takes a node out, and with it whatever needs it, puts it in again, and returns when all of them are up again.
     *
     * @param node the node
     * @param dependents how many others go down and up with it
     * @return how long it took
     * @throws Exception if they do not come up again
     */
    Replacement replace(int node, int dependents) throws Exception;

    /**
     * The time one replacement took.
     *
     * @param outNanos until the node and its dependents were down
     * @param inNanos from then until all were up again
     */
    record Replacement(long outNanos, long inNanos) {
        /**
         * Adds both ways up.
         *
         * @return nanoseconds from the first call until all was up again
         */
        public long totalNanos() {
            return outNanos + inNanos;
        }
    }
}
