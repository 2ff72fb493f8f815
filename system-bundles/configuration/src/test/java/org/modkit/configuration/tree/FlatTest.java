// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modkit.configuration.read.YamlReader;

class FlatTest {
    private static Map<String, Object> flat(String yaml) {
        return Flat.of(YamlReader.read(yaml, "file", new ArrayList<>()));
    }

    @Test
    void joinsLevelsWithDotsAndKeepsTypes() {
        assertThat(flat("greeting: { text: Hi, loud: true }\nport: 25\nshare: 0.5\n"))
                .containsExactly(
                        Map.entry("greeting.loud", true),
                        Map.entry("greeting.text", "Hi"),
                        Map.entry("port", 25L),
                        Map.entry("share", 0.5));
    }

    @Test
    void numbersItemsOfLists() {
        assertThat(flat("names: [a, { b: 1 }, [c]]"))
                .containsExactly(Map.entry("names.0", "a"), Map.entry("names.1.b", 1L), Map.entry("names.2.0", "c"));
    }

    @Test
    void escapesDotsAndBackslashesInKeys() {
        assertThat(flat("'a.b': 1\n'c\\d': 2\n")).containsOnlyKeys("a\\.b", "c\\\\d");
    }

    @Test
    void marksWhatIsEmptyAndLeavesOutWhatHasNoValue() {
        assertThat(flat("section: {}\nlist: []\nnothing:\n"))
                .containsExactly(Map.entry("list", "[]"), Map.entry("section", "{}"));
    }

    @Test
    void keepsNumbersThatAreTooLongAsText() {
        assertThat(flat("big: 123456789012345678901234567890")).containsEntry("big", "123456789012345678901234567890");
    }
}
