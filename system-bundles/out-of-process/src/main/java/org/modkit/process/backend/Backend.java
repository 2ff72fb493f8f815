// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Starts modules in processes of their own: on this machine, or wherever its implementation knows to.
 *
 * <p>It starts what it is told once, says how it ended, and stops it; when to start again is its caller's business. May be
 * called on any thread.
 */
@ConsumerType
public interface Backend extends AutoCloseable {
    /**
     * Starts an instance. Started does not mean ready.
     *
     * @param start what to start
     * @return the running instance
     * @throws SpawnException if it cannot be started; nothing of it is left then
     */
    Instance spawn(Start start) throws SpawnException;

    /**
     * Lists what runs.
     *
     * @return the instances that have not ended
     */
    List<Instance> instances();

    /**
     * Ends what hosts that have gone left behind. Called once, before the first start.
     *
     * @return a sentence for each instance that was found alive and ended
     */
    List<String> endOrphans();

    /** Kills what still runs and starts nothing any more. Who wants its instances stopped politely does so before. */
    @Override
    void close();
}
