// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import static org.modkit.api.directory.InstanceState.DRAINING;
import static org.modkit.api.directory.InstanceState.HEALTHY;
import static org.modkit.api.directory.InstanceState.QUARANTINED;
import static org.modkit.api.directory.InstanceState.READY;
import static org.modkit.api.directory.InstanceState.REGISTERED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.modkit.api.directory.InstanceState;

/** Which states may follow which. REGISTERED follows all, when an instance registers again. */
final class Transitions {
    private static final Map<InstanceState, Set<InstanceState>> NEXT = new EnumMap<>(Map.of(
            REGISTERED, EnumSet.of(READY, HEALTHY, QUARANTINED, DRAINING),
            READY, EnumSet.of(HEALTHY, QUARANTINED, DRAINING, REGISTERED),
            HEALTHY, EnumSet.of(QUARANTINED, DRAINING, REGISTERED),
            QUARANTINED, EnumSet.of(HEALTHY, READY, DRAINING, REGISTERED),
            DRAINING, EnumSet.of(REGISTERED)));

    private Transitions() {}

    static boolean isLegal(InstanceState before, InstanceState after) {
        return NEXT.get(before).contains(after);
    }
}
