// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whatever goes away is held until it is no longer used, but not for ever. */
class DepartureTest {
    private final List<String> complaints = new ArrayList<>();

    private Departure patientFor(Duration patience) {
        return new Departure(patience, complaints::add);
    }

    @Test
    void returnsWithoutAWordWhenTheModuleIsDown() {
        patientFor(Duration.ofMinutes(5)).await(CompletableFuture.completedFuture(null), "Module 'billing'");

        assertThat(complaints).isEmpty();
    }

    @Test
    void saysWhatIsStillUpWhenPatienceIsOver() {
        patientFor(Duration.ZERO).await(new CompletableFuture<>(), "Module 'billing'");

        assertThat(complaints)
                .containsExactly("Module 'billing' was to be down within 0 s, but is not. It goes away all the same;"
                        + " see 'status' for what is still up.");
    }

    @Test
    void saysWhoseThreadWasInterruptedAndLeavesItInterrupted() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        var waiter = new Thread(
                () -> {
                    Thread.currentThread().interrupt();
                    patientFor(Duration.ofMinutes(5)).await(new CompletableFuture<>(), "Module 'billing'");
                    interrupted.complete(Thread.interrupted());
                },
                "stopper");
        waiter.start();
        waiter.join();

        assertThat(interrupted).isCompletedWithValue(true);
        assertThat(complaints)
                .containsExactly("The thread 'stopper' was interrupted while it waited for Module 'billing' to be down."
                        + " It goes away all the same.");
    }
}
