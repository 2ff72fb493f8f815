// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Systems are s, users u; the index is the place by name. */
class SystemFirstTest {
    private static final boolean S = true;
    private static final boolean U = false;

    @Test
    void putsNeedsFirstThenSystemsThenNames() {
        int[][] needs = {{3}, {}, {}, {}};

        assertThat(SystemFirst.order(needs, new boolean[] {U, U, S, U})).containsExactly(2, 1, 3, 0);
    }

    @Test
    void putsAUserBeforeTheSystemThatNeedsIt() {
        int[][] needs = {{}, {}, {1}};

        assertThat(SystemFirst.order(needs, new boolean[] {U, U, S})).containsExactly(1, 2, 0);
    }

    @Test
    void prefersUsersThatAllSystemsNeed() {
        int[][] needs = {{}, {}, {1}, {0, 1}};

        assertThat(SystemFirst.order(needs, new boolean[] {U, U, S, S})).containsExactly(1, 2, 0, 3);
    }

    /** s0 needs u3 and s1 needs u2: each user would have to come after the system that does not need it. */
    @Test
    void breaksTheCircleWhereSystemsNeedEachOthersUsers() {
        int[][] needs = {{3}, {2}, {}, {}};

        assertThat(SystemFirst.order(needs, new boolean[] {S, S, U, U})).containsExactly(2, 1, 3, 0);
    }

    @Test
    void ordersAllOfAnyGraphWithNeedsFirst() {
        var random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            int size = random.nextInt(12);
            var needs = new int[size][];
            var system = new boolean[size];
            var names = random.ints(0, Math.max(1, size)).distinct().limit(size).toArray();
            for (int i = 0; i < size; i++) {
                int at = i;
                system[names[i]] = random.nextInt(3) == 0;
                needs[names[i]] = IntStream.range(0, i)
                        .filter(j -> random.nextInt(at) < 2)
                        .map(j -> names[j])
                        .toArray();
            }
            int[] order = SystemFirst.order(needs, system);
            assertThat(order).hasSize(size).doesNotHaveDuplicates();
            var place = new int[size];
            IntStream.range(0, size).forEach(i -> place[order[i]] = i);
            for (int i = 0; i < size; i++) {
                for (int need : needs[i]) {
                    assertThat(place[need])
                            .as("round %d: %d needs %d", round, i, need)
                            .isLessThan(place[i]);
                }
            }
        }
    }
}
