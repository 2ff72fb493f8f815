// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which modules form a wave, which optional needs they are bound to and their order, by definition. */
final class NaiveWaves {
    private final Plain plain;
    private final List<Plain.Module> members;

    /** Takes a plain state whose targets are known. Binds its members anew. */
    NaiveWaves(Plain plain) {
        this.plain = plain;
        this.members = plain.modules().stream()
                .filter(m -> m.wave == 0 && m.target > 0 && m.begun == 0 && !m.inFlight)
                .sorted(Comparator.comparing(m -> m.name))
                .toList();
        members.forEach(m -> m.bound = new boolean[m.others.length]);
        for (Plain.Module m : members) {
            for (int i = 0; i < m.others.length; i++) {
                boolean there = m.fits(i) && m.others[i].target > 0;
                m.bound[i] = m.need(i).optional() && there && !standsAbove(m.others[i], m);
            }
        }
    }

    List<Plain.Module> members() {
        return members;
    }

    /** Needs first; then systems by name; then users that all systems yet to come need; then any that one of them needs. */
    List<Plain.Module> order() {
        var left = new ArrayList<>(members);
        var order = new ArrayList<Plain.Module>();
        while (!left.isEmpty()) {
            List<Plain.Module> systems =
                    left.stream().filter(Plain.Module::system).toList();
            List<Plain.Module> ready = left.stream()
                    .filter(m -> below(m).noneMatch(left::contains))
                    .toList();
            Optional<Plain.Module> next =
                    ready.stream().filter(Plain.Module::system).findFirst();
            if (next.isEmpty()) {
                next = ready.stream()
                        .filter(m -> systems.stream().allMatch(s -> standsAbove(s, m)))
                        .findFirst();
            }
            if (next.isEmpty()) {
                next = ready.stream()
                        .filter(m -> systems.stream().anyMatch(s -> standsAbove(s, m)))
                        .findFirst();
            }
            left.remove(next.orElseThrow());
            order.add(next.get());
        }
        return order;
    }

    /** Those of other waves that asked to be restarted when an optional need arrives, and can be. */
    Set<String> restarts() {
        return plain.modules().stream()
                .filter(m -> m.wave != 0 && IntStream.range(0, m.others.length).anyMatch(i -> isAwaited(m, i)))
                .map(m -> m.name)
                .collect(Collectors.toSet());
    }

    private boolean isAwaited(Plain.Module m, int i) {
        boolean wants = m.need(i).optional() && m.need(i).restart() && !m.bound[i] && m.fits(i);
        return wants && members.contains(m.others[i]) && !standsAbove(m.others[i], m);
    }

    private static Stream<Plain.Module> below(Plain.Module m) {
        return IntStream.range(0, m.others.length)
                .filter(i -> m.others[i] != null && (m.bound[i] || !m.need(i).optional()))
                .mapToObj(i -> m.others[i]);
    }

    /** Whether one is the other, or needs it, directly or not. */
    private static boolean standsAbove(Plain.Module upper, Plain.Module lower) {
        var seen = new ArrayList<Plain.Module>();
        seen.add(upper);
        for (int at = 0; at < seen.size(); at++) {
            below(seen.get(at)).filter(m -> !seen.contains(m)).forEach(seen::add);
        }
        return seen.contains(lower);
    }
}
