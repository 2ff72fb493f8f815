// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

/** Ends the treatment of a request with a problem; thrown through the code of libraries and modules. */
public final class Refusal extends RuntimeException {
    private final transient Problem problem;

    /**
     * Makes it.
     *
     * @param problem what to answer
     */
    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /**
     * Returns the problem.
     *
     * @return what to answer
     */
    public Problem problem() {
        return problem;
    }
}
