// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import org.modkit.benchmarks.graph.Graph;

/**
 * A system that takes a graph up and down, in rounds.
 *
 * <p>The calls come on one thread: {@code prepare}, then any number of {@code fresh, up, down}, then {@code close}. Only
 * {@code up} and {@code down} are timed. Whatever can be made beforehand (names, property tables, generated bundles) is
 * made in {@code prepare} or {@code fresh} by all of them.
 */
public interface Contender extends AutoCloseable {
    /**
     * Names it in tables.
     *
     * @return a short name
     */
    String name();

    /**
     * Readies everything that depends only on the graph.
     *
     * @param graph what the following rounds run
     * @param probe what the hooks of the nodes call
     * @throws Exception if the system can't be set up
     */
    void prepare(Graph graph, Probe probe) throws Exception;

    /**
     * Readies an empty container of this system.
     *
     * @throws Exception if it can't be made
     */
    void fresh() throws Exception;

    /**
     * Takes the whole graph up, returning when every node is up.
     *
     * @throws Exception if it does not come up
     */
    void up() throws Exception;

    /**
     * Takes the whole graph down, returning when every node is gone.
     *
     * @param way how
     * @throws Exception if it does not come down
     */
    void down(Way way) throws Exception;

    /**
     * Tells whether the system knows a way down.
     *
     * @param way the way
     * @return whether {@link #down} accepts it
     */
    boolean knows(Way way);

    @Override
    void close() throws Exception;

    /** The ways down. */
    enum Way {
        /** One call asks for everything: shutdown of the container, stop of the bundle. */
        AT_ONCE,
        /** One call for each node, in the order in which they were added. */
        ONE_BY_ONE
    }
}
