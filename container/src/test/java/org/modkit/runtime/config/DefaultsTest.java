// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modkit.configuration.read.Defaults;
import org.modkit.configuration.tree.Flat;
import org.modkit.configuration.tree.Node;

/** What the commented file tells as defaults is what a runtime does to which nothing is said. */
class DefaultsTest {
    @Test
    void theFileAndTheRuntimeAgree() {
        Node.Section lifecycle = Defaults.tree().section("lifecycle");
        var properties = new HashMap<String, Object>();
        Flat.of(lifecycle).forEach((key, value) -> properties.put("lifecycle." + key, value));
        assertThat(properties)
                .containsKeys("lifecycle.order", "lifecycle.deadlines.init", "lifecycle.supervision.jitter");

        assertThat(SettingsParser.parse(Map.of(SettingsParser.RUNTIME_PID, properties)))
                .isEqualTo(RuntimeSettings.standard());
    }
}
