// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    @Test
    void doublesTheWaitUpToTheLongest() {
        assertThat(IntStream.range(0, 8).mapToObj(n -> Supervision.DEFAULT.waitBefore(n, 0)))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void leavesAShareOfTheWaitToChance() {
        assertThat(Supervision.DEFAULT.waitBefore(0, 0.5)).hasMillis(900);
        assertThat(Supervision.DEFAULT.waitBefore(10, 0.999)).isBetween(Duration.ofSeconds(48), Duration.ofMinutes(1));
    }

    @Test
    void doesNotOverflowHoweverOftenItRestarts() {
        var patient = new Supervision(true, Duration.ofDays(1), Duration.ofDays(365), 0, 1000, Duration.ZERO);

        assertThat(patient.waitBefore(Integer.MAX_VALUE, 0)).hasDays(365);
    }
}
