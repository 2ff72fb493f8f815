// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void givesAStrictOrderItsOneWorker() {
        var strict = new Policy(Policy.Order.STRICT, 12, Policy.OnFailure.ISOLATE, Optional.empty());

        assertThat(strict.workers()).isEqualTo(1);
        assertThat(strict.handedOut()).isEqualTo(1);
    }

    @Test
    void handsOutWhatFewWorkersCanDoAndMoreToMany() {
        assertThat(parallel(4).handedOut()).isEqualTo(4);
        assertThat(parallel(8).handedOut()).isGreaterThan(8);
    }

    @Test
    void rejectsZeroWorkers() {
        assertThatThrownBy(() -> parallel(0)).hasMessage("'lifecycle.workers' must be at least 1, but is 0.");
    }

    private static Policy parallel(int workers) {
        return new Policy(Policy.Order.PARALLEL, workers, Policy.OnFailure.ISOLATE, Optional.empty());
    }
}
