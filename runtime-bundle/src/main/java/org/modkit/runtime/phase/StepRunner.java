// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import org.modkit.runtime.fact.Step;

/** Runs steps on other threads. The loop calls it, tests put a scripted one in its place; nothing here blocks. */
public interface StepRunner {
    /**
     * Begins a step; its end is told by a command, exactly once.
     *
     * @param step the step
     */
    void begin(Step step);

    /**
     * Tells a step up that is under way that it is no longer wanted.
     *
     * @param step the step
     */
    void cancel(Step step);

    /**
     * Interrupts a step that is past its deadline.
     *
     * @param step the step
     */
    void interrupt(Step step);

    /**
     * Looks where a step is.
     *
     * @param step the step
     * @return the stack of the thread that works at it, a frame a line; empty if none does
     */
    String stack(Step step);
}
