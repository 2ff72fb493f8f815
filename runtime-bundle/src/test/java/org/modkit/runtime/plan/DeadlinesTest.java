// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;

class DeadlinesTest {
    private final Deadlines deadlines =
            new Deadlines(Map.of(Phase.START, Duration.ofSeconds(60)), Duration.ofSeconds(5), Duration.ofSeconds(7));

    @Test
    void areThoseOfThePhaseOnTheWayUp() {
        assertThat(deadlines.of(Phase.START, Direction.UP)).hasSeconds(60);
        assertThat(deadlines.of(Phase.INIT, Direction.UP)).isEqualTo(Deadlines.STANDARD);
        assertThat(Deadlines.DEFAULT.of(Phase.DATABASE, Direction.UP)).hasMinutes(5);
    }

    @Test
    void areThoseOfStopAndCloseOnTheWayDown() {
        assertThat(deadlines.of(Phase.START, Direction.DOWN)).hasSeconds(5);
        assertThat(deadlines.of(Phase.INIT, Direction.DOWN)).hasSeconds(7);
        assertThat(deadlines.of(Phase.REST, Direction.DOWN)).hasSeconds(7);
    }
}
