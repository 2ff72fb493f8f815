// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;

/**
 * The rules of the planner stated as plainly as can be, with no regard to cost: the oracle of the simulation.
 *
 * <p>It shares no code with the planner it judges, and remembers nothing.
 */
final class NaivePlanner {
    private static final int TOP = Phase.values().length;
    private static final int INIT = Phase.INIT.ordinal() + 1;
    private static final int POST_INIT = Phase.POST_INIT.ordinal() + 1;

    private final Plain plain;
    private final NaiveDoors doors;

    /** A step that may begin; comparable with one that did. */
    record Choice(String module, Phase phase, Step.Way way) {
        static Choice of(Step step) {
            return new Choice(step.offer().name(), step.phase(), step.way());
        }
    }

    private record Due(Plain.Module module, int level, Step.Way way) {
        /** Out of hosts, then down, then up; down the last that went up first, up the least advanced first. */
        static final Comparator<Due> BEST_FIRST = Comparator.<Due>comparingInt(
                        due -> due.way == Step.Way.DETACH ? 0 : due.way == Step.Way.DOWN ? 1 : 2)
                .thenComparingLong(due -> due.way == Step.Way.DOWN ? -due.module.passed[due.level] : due.rank())
                .thenComparingLong(due -> due.module.wave)
                .thenComparingInt(due -> due.module.position);

        /** What happens to those who run comes after everything that climbs. */
        private int rank() {
            return way == Step.Way.UP ? level : TOP + 1;
        }
    }

    NaivePlanner(Plain plain) {
        this.plain = plain;
        this.doors = new NaiveDoors(plain);
        for (Plain.Module module : plain.modules()) {
            module.target = 0;
            module.own = own(module);
        }
        boolean changes = true;
        while (changes) {
            changes = false;
            for (Plain.Module module : plain.modules()) {
                int target = mayBe(module);
                changes |= target != module.target;
                module.target = target;
            }
        }
    }

    /** How far a module may be by itself. */
    private int own(Plain.Module m) {
        boolean down = plain.rules().down()
                || m.withdrawn
                || m.grounding
                || m.failed
                || !m.offer.missing().isEmpty();
        int target = down ? 0 : plain.rules().ceiling();
        for (Phase phase : Phase.values()) {
            boolean noHost = phase.hosted() && !plain.rules().open().contains(phase) && !doors.mayDoWithout(m, phase);
            target = noHost && m.takesPart(phase.ordinal() + 1) ? Math.min(target, phase.ordinal()) : target;
        }
        return target;
    }

    /** How far a module may be, given the targets of the others so far. */
    private static int mayBe(Plain.Module m) {
        int target = m.own;
        for (int i = 0; i < m.others.length; i++) {
            if (!m.need(i).optional()) {
                target = m.fits(i) ? Math.min(target, m.others[i].target) : 0;
            } else if (m.bound[i] && m.need(i).restart()) {
                target = m.fits(i) && m.others[i].target > 0 ? target : 0;
            }
        }
        return target;
    }

    /** Whether a module would have to be down even if it were not on its way to the ground. */
    boolean wouldBeDown(Plain.Module m) {
        m.grounding = false;
        m.own = own(m);
        int target = mayBe(m);
        m.grounding = true;
        m.own = own(m);
        return target == 0;
    }

    /** The steps to begin now, best first; while there is patience, only one down and that the last that went up. */
    List<Choice> steps(int free, boolean patient) {
        var due = new ArrayList<Due>();
        for (Plain.Module m : plain.modules()) {
            if (m.inFlight) {
                continue;
            }
            if (goesDown(m)) {
                if (mayLeave(m) && NaiveDoors.hasToUndo(m, m.begun)) {
                    due.add(new Due(m, m.begun, Step.Way.DOWN));
                }
            } else if (m.reached < m.target) {
                if (mayEnter(m) && doors.hasToDo(m, m.reached + 1)) {
                    due.add(new Due(m, m.reached + 1, Step.Way.UP));
                }
            } else if (m.reached == TOP && !doors.leaving(m).isEmpty()) {
                due.add(new Due(m, doors.leaving(m).get(0).ordinal() + 1, Step.Way.DETACH));
            } else if (m.reconfigure && m.reached == TOP) {
                due.add(new Due(m, INIT, Step.Way.RECONFIGURE));
            } else if (m.reached == TOP && !doors.arriving(m).isEmpty()) {
                due.add(new Due(m, doors.arriving(m).get(0).ordinal() + 1, Step.Way.ATTACH));
            }
        }
        due.sort(Due.BEST_FIRST);
        var last =
                plain.modules().stream().filter(m -> lastWayUp(m) > 0).max(Comparator.comparingLong(this::lastWayUp));
        boolean nobody = plain.modules().stream().anyMatch(m -> m.leaving);
        if (patient) {
            due.removeIf(d -> d.way == Step.Way.DOWN && (nobody || d.module != last.orElseThrow()));
        }
        return due.stream()
                .limit(Math.max(0, free))
                .map(d -> new Choice(d.module.name, Phase.values()[d.level - 1], d.way))
                .toList();
    }

    /** When a module that goes down passed what it has to leave next; 0 if it does not go down. */
    private long lastWayUp(Plain.Module m) {
        if (doors.lingers(m)) {
            return 0;
        }
        if (m.inFlight) {
            return m.entering && m.target < m.begun ? Long.MAX_VALUE : 0;
        }
        int floor = m.begun > m.reached ? Math.min(m.target, m.reached) : m.target;
        return IntStream.rangeClosed(floor + 1, m.begun)
                .filter(level -> NaiveDoors.hasToUndo(m, level))
                .mapToLong(level -> m.passed[level])
                .reduce(0, (lower, higher) -> higher);
    }

    /** Modules that are above something they require; there are none, ever. */
    List<Plain.Module> tooHigh() {
        return plain.modules().stream()
                .filter(m -> IntStream.range(0, m.others.length)
                        .anyMatch(i ->
                                !m.need(i).optional() && m.begun > (m.others[i] == null ? 0 : stands(m.others[i]))))
                .toList();
    }

    /** Modules that could move without anybody being called, or are yet to be let go; there are none after a fold. */
    List<Plain.Module> restless() {
        return plain.modules().stream().filter(this::isRestless).toList();
    }

    private boolean isRestless(Plain.Module m) {
        if (m.inFlight) {
            return false;
        }
        if (goesDown(m)) {
            return mayLeave(m) && !NaiveDoors.hasToUndo(m, m.begun);
        }
        boolean over = m.withdrawn || m.wave != 0 && m.target == 0 && (m.failed || !goesDownWithAnother(m));
        if (m.begun == 0 && (over || m.wave == 0 && m.target > 0)) {
            return true;
        }
        return m.reached < m.target && mayEnter(m) && !doors.hasToDo(m, m.reached + 1);
    }

    /** Whether it is to be restarted with another that is not down yet. */
    private static boolean goesDownWithAnother(Plain.Module m) {
        for (int i = 0; i < m.others.length; i++) {
            Plain.Module other = m.others[i];
            if (m.bound[i] && m.need(i).restart() && other != null && other.target == 0 && other.wave != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean goesDown(Plain.Module m) {
        return m.begun > m.reached || m.begun > m.target && !doors.mustDetach(m);
    }

    /** All that require it have left the level it is in, and what those next to it entered later is undone. */
    private boolean mayLeave(Plain.Module m) {
        if (doors.lingers(m)) {
            return false;
        }
        for (Plain.Module other : plain.modules()) {
            boolean above = NaiveDoors.isNextTo(other, m, true);
            boolean beside = NaiveDoors.isNextTo(other, m, false) || NaiveDoors.isNextTo(m, other, false);
            boolean yetToUndo =
                    other.target < other.begun && (other.entering || other.passed[other.begun] > m.passed[m.begun]);
            yetToUndo &= !doors.lingers(other);
            if (above && other.begun >= m.begun || beside && yetToUndo) {
                return false;
            }
        }
        return true;
    }

    /** All it needs have passed the next level, an optional one only if it is going to; and no barrier is in the way. */
    private boolean mayEnter(Plain.Module m) {
        int level = m.reached + 1;
        for (int i = 0; i < m.others.length; i++) {
            Plain.Module other = m.others[i];
            boolean waits = !m.need(i).optional() || m.bound[i] && other != null && other.target >= level;
            if (waits && (other == null || stands(other) < level)) {
                return false;
            }
        }
        return m.wave != 0
                && plain.modules().stream().noneMatch(other -> other.wave == m.wave && bars(other, m, level));
    }

    /** What others can build upon: not a level that is being left. */
    private static int stands(Plain.Module m) {
        return m.leaving ? m.begun - 1 : m.reached;
    }

    private static boolean bars(Plain.Module other, Plain.Module m, int level) {
        if (m.system()) {
            return level == POST_INIT && isToPass(other, INIT);
        }
        boolean before = other.position < m.position && isToPass(other, level);
        return other.system() && (before || level > POST_INIT && isToPass(other, POST_INIT));
    }

    private static boolean isToPass(Plain.Module m, int level) {
        return m.target >= level && m.reached < level;
    }
}
