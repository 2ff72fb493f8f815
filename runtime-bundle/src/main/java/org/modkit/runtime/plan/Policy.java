// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.Optional;
import org.modkit.api.status.Phase;

/**
 * How the runtime as a whole behaves; data in the model, never branches elsewhere.
 *
 * @param order in parallel along the graph, or one step at a time as in the original
 * @param workers how many steps may be worked at, at the same time, at least 1; {@link Order#STRICT} makes it 1
 * @param onFailure what the first failure means for the others
 * @param ceiling how far modules climb; empty is all the way. Migrate-only is a ceiling of {@link Phase#DATABASE}
 */
public record Policy(Order order, int workers, OnFailure onFailure, Optional<Phase> ceiling) {
    private static final int MANY = 8;

    /** Whether steps run side by side. */
    public enum Order {
        /** Side by side as far as needs and barriers allow. */
        PARALLEL,
        /** One at a time, the least advanced first, which is a barrier at every phase. */
        STRICT
    }

    /** What the first failure means for the others. */
    public enum OnFailure {
        /** The failed module and those that need it stay down; the rest runs. */
        ISOLATE,
        /** Everything goes down in order, and the process ends with an error. */
        FAIL_FAST
    }

    /** Rejects zero workers, and gives a strict policy its one. */
    public Policy {
        if (workers < 1) {
            throw new IllegalArgumentException("'lifecycle.workers' must be at least 1, but is " + workers + ".");
        }
        if (order == Order.STRICT) {
            workers = 1;
        }
    }

    /**
     * Returns the policy of a container that says nothing.
     *
     * @return parallel with at least 8 workers, isolating, all the way up
     */
    public static Policy standard() {
        int workers = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        return new Policy(Order.PARALLEL, workers, OnFailure.ISOLATE, Optional.empty());
    }

    /**
     * Returns how many steps may be handed out. With many workers that is more than there are of them, so that one who has
     * ended a short hook finds the next one waiting; who asks for few wants few under way.
     *
     * @return the most steps under way
     */
    public int handedOut() {
        return workers < MANY ? workers : workers * 5;
    }
}
