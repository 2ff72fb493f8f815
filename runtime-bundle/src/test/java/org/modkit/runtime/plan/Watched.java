// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Parts that let the simulation look on: it sees the nodes, and judges every wave when it is formed. */
class Watched extends Parts {
    private record Expected(long number, List<String> order) {}

    private final List<Expected> expected = new ArrayList<>();
    /** Who has to be restarted because of a wave formed since the last look. */
    final Set<String> restarts = new HashSet<>();

    Nodes nodes;
    Supplier<Plain.Rules> rules;

    @Override
    final Nodes nodes(Ledger ledger) {
        nodes = world(ledger);
        return nodes;
    }

    @Override
    final Wave wave(long number) {
        if (rules != null) {
            judge(number);
        }
        return barriers(number);
    }

    /** What is planted instead of {@link #nodes(Ledger)}. */
    Nodes world(Ledger ledger) {
        return new Nodes(ledger, this);
    }

    /** What is planted instead of {@link #wave(long)}. */
    Wave barriers(long number) {
        return new Wave(number);
    }

    private void judge(long number) {
        var plain = Plain.of(nodes.known(), rules.get(), List.of());
        new NaivePlanner(plain);
        var waves = new NaiveWaves(plain);
        for (Plain.Module member : waves.members()) {
            assertThat(nodes.find(member.name).bound)
                    .as("optional needs of %s bound in wave %d", member, number)
                    .isEqualTo(member.bound);
        }
        expected.add(
                new Expected(number, waves.order().stream().map(m -> m.name).toList()));
        restarts.addAll(waves.restarts());
    }

    /** Compares the waves formed since the last look with what they ought to be. */
    void compareWaves() {
        for (Expected wave : expected) {
            for (int i = 0; i < wave.order.size(); i++) {
                Node node = nodes.find(wave.order.get(i));
                if (node.wave == null) {
                    assertThat(node.target)
                            .as("target of %s, which left its wave", node)
                            .isZero();
                    continue;
                }
                assertThat(node.wave.number).as("wave of %s", node).isGreaterThanOrEqualTo(wave.number);
                if (node.wave.number == wave.number) {
                    assertThat(node.position)
                            .as("position of %s in %s", node, wave)
                            .isEqualTo(i);
                }
            }
        }
        expected.clear();
    }
}
