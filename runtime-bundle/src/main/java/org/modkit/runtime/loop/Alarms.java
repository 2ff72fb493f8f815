// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.phase.StepRunner;
import org.modkit.runtime.plan.Command;

/**
 * What the loop has to remember by the clock: the deadlines of steps under way, and commands for later.
 *
 * <p>Belongs to the loop thread. Steps under way are never more than the workers, so a list that is walked beats a heap
 * that would hold on to steps long done.
 */
final class Alarms {
    /** How long a step that was interrupted gets before it is reported to live on. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private static final class Watch {
        final Step step;
        final long deadline;
        /** When it was begun; until a thread has taken it up, when that was last looked at. */
        long begun;

        boolean slow;

        Watch(Step step, long begun) {
            this.step = step;
            this.begun = begun;
            this.deadline = step.deadline().toNanos();
        }
    }

    private record Later(long at, long number, Command command) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            int byTime = Long.compare(at - other.at, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private record Check(long at, Step step) {}

    private final LongSupplier nanos;
    private final StepRunner runner;
    private final List<Watch> watches = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private long numbers;

    Alarms(LongSupplier nanos, StepRunner runner) {
        this.nanos = nanos;
        this.runner = runner;
    }

    void watch(Step step) {
        watches.add(new Watch(step, nanos.getAsLong()));
    }

    void forget(Step step) {
        watches.removeIf(watch -> watch.step.id() == step.id());
    }

    void later(Duration in, Command command) {
        later.add(new Later(nanos.getAsLong() + in.toNanos(), ++numbers, command));
    }

    /** Nanoseconds until something is due, zero or less if it is. */
    long untilNext() {
        long now = nanos.getAsLong();
        long next = Long.MAX_VALUE;
        for (Watch watch : watches) {
            long at = watch.slow ? watch.deadline : watch.deadline / 2;
            next = Math.min(next, watch.begun + at - now);
        }
        for (Check check : checks) {
            next = Math.min(next, check.at - now);
        }
        return later.isEmpty() ? next : Math.min(next, later.peek().at - now);
    }

    /** Adds the commands that are due. */
    void ring(List<Command> into) {
        long now = nanos.getAsLong();
        while (!later.isEmpty() && later.peek().at - now <= 0) {
            into.add(later.remove().command);
        }
        checks.removeIf(check -> check.at - now <= 0 && isReported(check.step, into));
        for (Iterator<Watch> all = watches.iterator(); all.hasNext(); ) {
            Watch watch = all.next();
            long used = used(watch, now);
            if (used >= watch.deadline) {
                all.remove();
                into.add(new Command.Ended(watch.step, Outcome.TIMEOUT, Duration.ofNanos(used)));
                runner.interrupt(watch.step);
                checks.add(new Check(now + GRACE, watch.step));
            } else if (!watch.slow && used >= watch.deadline / 2) {
                watch.slow = true;
                into.add(new Command.Slow(watch.step, runner.stack(watch.step)));
            }
        }
    }

    /** How long a step has been worked at. That is looked up only when it seems to be long, which it hardly ever is. */
    private long used(Watch watch, long now) {
        if (now - watch.begun >= (watch.slow ? watch.deadline : watch.deadline / 2)) {
            watch.begun = runner.begunAt(watch.step).orElse(now);
        }
        return now - watch.begun;
    }

    private boolean isReported(Step step, List<Command> into) {
        String stack = runner.stack(step);
        if (!stack.isEmpty()) {
            into.add(new Command.Abandoned(step, stack));
        }
        return true;
    }
}
