// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.List;
import org.modkit.api.status.Phase;

/** The rules of hosts and their guests, stated as plainly as those of {@link NaivePlanner}. */
record NaiveDoors(Plain plain) {
    private static final int TOP = Phase.values().length;

    /** Those that run stay without a host, and what a host requires can't wait for it. */
    boolean mayDoWithout(Plain.Module m, Phase phase) {
        return Plain.isTraffic(phase)
                && (m.begun == TOP && m.reached == TOP
                        || !m.attached.contains(phase)
                                && plain.modules().stream()
                                        .anyMatch(host -> host.hosting.contains(phase) && standsOn(host, m, false)));
    }

    /** Whether one module is, or needs near or far, the other: strictly, or also by optional needs that are bound. */
    static boolean standsOn(Plain.Module from, Plain.Module to, boolean bound) {
        var seen = new ArrayList<Plain.Module>(List.of(from));
        for (int at = 0; at < seen.size(); at++) {
            for (Plain.Module other : seen.get(at).others) {
                if (other != null && !seen.contains(other) && isNextTo(seen.get(at), other, !bound)) {
                    seen.add(other);
                }
            }
        }
        return seen.contains(to);
    }

    Plain.Module hostOf(Phase phase) {
        return plain.named(plain.rules().hosts().getOrDefault(phase, ""));
    }

    /** The hosts that a module has to leave because they go. */
    List<Phase> leaving(Plain.Module m) {
        return m.attached.stream()
                .filter(phase -> Plain.isTraffic(phase) && !plain.rules().open().contains(phase))
                .toList();
    }

    List<Phase> arriving(Plain.Module m) {
        return plain.rules().open().stream()
                .filter(phase ->
                        Plain.isTraffic(phase) && m.takesPart(phase.ordinal() + 1) && !m.attached.contains(phase))
                .sorted()
                .toList();
    }

    /** What a host stands on leaves it without going down. */
    boolean mustDetach(Plain.Module m) {
        return !leaving(m).isEmpty() && lingers(m);
    }

    /** Whether it runs on since it is, or is below, a host that is to go and has guests. */
    boolean lingers(Plain.Module m) {
        return m.begun == TOP
                && m.reached == TOP
                && plain.modules().stream()
                        .anyMatch(host -> standsOn(host, m, true)
                                && host.hosting.stream()
                                        .anyMatch(phase -> hostOf(phase) == host
                                                && !plain.rules().open().contains(phase)
                                                && plain.modules().stream().anyMatch(g -> g.attached.contains(phase))));
    }

    static boolean hasToUndo(Plain.Module m, int level) {
        Phase phase = Phase.values()[level - 1];
        boolean open = phase == Phase.OPEN && m.attached.stream().noneMatch(Plain::isTraffic);
        return m.takesPart(level) && !open && (!phase.hosted() || m.attached.contains(phase));
    }

    boolean hasToDo(Plain.Module m, int level) {
        Phase phase = Phase.values()[level - 1];
        if (phase == Phase.OPEN) {
            return m.attached.stream().anyMatch(Plain::isTraffic);
        }
        return m.takesPart(level) && (!phase.hosted() || plain.rules().open().contains(phase));
    }

    /** Whether one module needs the other: at all, or so that it can't be without it. */
    static boolean isNextTo(Plain.Module needer, Plain.Module needed, boolean strictly) {
        for (int i = 0; i < needer.others.length; i++) {
            if (needer.others[i] == needed && (!needer.need(i).optional() || !strictly && needer.bound[i])) {
                return true;
            }
        }
        return false;
    }
}
