// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CirclesTest {
    @Test
    void findsNoneInATree() {
        assertThat(Circles.in(Map.of("a", List.of("b", "c"), "b", List.of("c"), "c", List.of())))
                .isEmpty();
    }

    @Test
    void showsAClosedPathInTheDirectionOfNeedsFromTheFirstName() {
        assertThat(Circles.in(Map.of("c", List.of("a"), "a", List.of("b"), "b", List.of("c"))))
                .containsExactly(List.of("a", "b", "c", "a"));
    }

    @Test
    void findsAllOfThem() {
        assertThat(Circles.in(Map.of(
                        "a", List.of("b", "d"),
                        "b", List.of("a", "c"),
                        "c", List.of("a"),
                        "d", List.of("d"),
                        "e", List.of("a"))))
                .containsExactly(List.of("a", "b", "a"), List.of("a", "b", "c", "a"), List.of("d", "d"));
    }

    @Test
    void ignoresNamesThatNobodyHas() {
        assertThat(Circles.in(Map.of("a", List.of("nobody")))).isEmpty();
    }

    /** Thousands of modules that wait for one another without a circle must not be walked path by path. */
    @Test
    void isDoneSoonWithManyModulesThatWait() {
        var needs = new HashMap<String, List<String>>();
        IntStream.range(3, 3_000)
                .forEach(i -> needs.put("m" + i, List.of("m" + (i - 1), "m" + (i - 2), "m" + (i - 3))));
        assertThat(Circles.in(needs)).isEmpty();
    }
}
