// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;

/**
 * How long each hook of a module may take.
 *
 * @param up by phase; a phase that is absent has {@link #STANDARD}
 * @param stop for taking back {@link Phase#START}, background tasks included
 * @param close for taking back any other phase
 */
public record Deadlines(Map<Phase, Duration> up, Duration stop, Duration close) {
    /** The deadline of a hook of which nothing is said. */
    public static final Duration STANDARD = Duration.ofSeconds(30);

    /** What a container that says nothing allows: 30 s a hook, 5 min for migrations and for children to become ready. */
    public static final Deadlines DEFAULT = new Deadlines(
            Map.of(Phase.DATABASE, Duration.ofMinutes(5), Phase.SPAWN, Duration.ofMinutes(5)), STANDARD, STANDARD);

    /** Copies the map. */
    public Deadlines {
        var ordered = new EnumMap<Phase, Duration>(Phase.class);
        ordered.putAll(up);
        up = Collections.unmodifiableMap(ordered);
    }

    /**
     * Returns the deadline of one hook.
     *
     * @param phase the phase
     * @param direction into it or out of it
     * @return how long the hook may take
     */
    public Duration of(Phase phase, Direction direction) {
        if (direction == Direction.UP) {
            return up.getOrDefault(phase, STANDARD);
        }
        return phase == Phase.START ? stop : close;
    }
}
