// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.Map;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;

/**
 * What the configuration says of all modules. Nodes remember what it says of them, since they are asked at every step.
 *
 * @param forAll for modules of which nothing is said
 * @param byName for the others
 */
record Settings(ModuleSettings forAll, Map<String, ModuleSettings> byName) {
    ModuleSettings of(Node node) {
        if (node.configured != this) {
            node.configured = this;
            node.settings = byName.getOrDefault(node.name, forAll);
        }
        return node.settings;
    }

    Duration deadline(Node node, Phase phase, Step.Way way) {
        boolean down = way == Step.Way.DOWN || way == Step.Way.DETACH;
        var direction = down ? Direction.DOWN : Direction.UP;
        return of(node).deadlines().of(phase, direction);
    }
}
