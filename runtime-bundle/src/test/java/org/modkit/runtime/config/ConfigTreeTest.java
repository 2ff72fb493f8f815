// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.junit.jupiter.api.Test;

/** Flat keys become the tree they were made from. */
class ConfigTreeTest {
    @Test
    void dotsSeparateLevelsAndScalarsKeepTheirType() {
        assertThat(tree(Map.of("config.a.b", 1L, "config.a.c", true, "config.d", "text", "config.e", 0.5)))
                .isEqualTo(Map.of("a", Map.of("b", 1L, "c", true), "d", "text", "e", 0.5));
    }

    @Test
    void numberedKeysWithoutAGapAreAList() {
        var flat = new HashMap<String, Object>();
        for (int index = 0; index < 11; index++) {
            flat.put("config.names." + index, "n" + index);
        }

        assertThat(tree(flat))
                .isEqualTo(Map.of("names", List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10")));
    }

    @Test
    void numberedKeysWithAGapAreAMap() {
        assertThat(tree(Map.of("config.ports.0", 80, "config.ports.2", 82)))
                .isEqualTo(Map.of("ports", Map.of("0", 80, "2", 82)));
    }

    @Test
    void listsHoldMaps() {
        assertThat(tree(Map.of("config.servers.0.host", "a", "config.servers.1.host", "b")))
                .isEqualTo(Map.of("servers", List.of(Map.of("host", "a"), Map.of("host", "b"))));
    }

    @Test
    void backslashKeepsADotInAKey() {
        assertThat(tree(Map.of("config.levels.org\\.acme", "debug", "config.back\\\\slash", 1)))
                .isEqualTo(Map.of("levels", Map.of("org.acme", "debug"), "back\\slash", 1));
    }

    @Test
    void arraysAndCollectionsAreLists() {
        assertThat(tree(Map.of("config.a", new int[] {1, 2}, "config.b", new Vector<>(List.of("x")))))
                .isEqualTo(Map.of("a", List.of(1, 2), "b", List.of("x")));
    }

    @Test
    void emptyMapsAndListsAreWrittenAsTexts() {
        assertThat(tree(Map.of("config.a", "{}", "config.b", "[]"))).isEqualTo(Map.of("a", Map.of(), "b", List.of()));
    }

    @Test
    void keyThatIsAValueAndASectionIsAConflict() {
        var tree = new ConfigTree(Map.of("config.a", 1, "config.a.b", 2), "config");

        assertThat(tree.conflicts()).containsExactly("config.a.b");
        assertThat(tree.tree()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void onlyKeysBelowThePrefixCount() {
        assertThat(tree(Map.of("config", "{}", "configured.a", 1, "deadlines.start", "1s")))
                .isEqualTo(Map.of());
    }

    private static Object tree(Map<String, Object> flat) {
        var tree = new ConfigTree(flat, "config");
        assertThat(tree.conflicts()).isEmpty();
        return tree.tree();
    }
}
