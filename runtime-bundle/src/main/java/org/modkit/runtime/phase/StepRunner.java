// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.OptionalLong;
import org.modkit.runtime.fact.Step;

/** Runs steps on other threads. The loop calls it, tests put a scripted one in its place; nothing here blocks. */
public interface StepRunner {
    /**
     * Sets how many steps may be worked at, at the same time.
     *
     * @param count the number of threads
     */
    void workers(int count);

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
     * Looks when a step was taken up by a thread, which is when its time begins to run.
     *
     * @param step the step
     * @return the time by {@link System#nanoTime()}; empty if it waits for a thread
     */
    OptionalLong begunAt(Step step);

    /**
     * Looks where a step is.
     *
     * @param step the step
     * @return the stack of the thread that works at it, a frame a line; empty if none does
     */
    String stack(Step step);
}
