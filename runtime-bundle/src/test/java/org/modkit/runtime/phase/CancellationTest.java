// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final List<String> log = new ArrayList<>();
    private final Cancellation token = new Cancellation((sentence, error) -> log.add(error.getMessage()));

    @Test
    void cancellingATokenCancelsItsChildrenAndNotItsParent() {
        var child = token.child();
        var grandchild = child.child();
        child.cancel();
        assertThat(child.isCancelled()).isTrue();
        assertThat(grandchild.isCancelled()).isTrue();
        assertThat(token.isCancelled()).isFalse();
    }

    @Test
    void aChildOfACancelledTokenIsCancelled() {
        token.cancel();
        assertThat(token.child().isCancelled()).isTrue();
    }

    @Test
    void runsAnActionOnceAndAtOnceIfItIsTooLate() {
        token.onCancel(() -> log.add("before"));
        token.cancel();
        token.cancel();
        token.onCancel(() -> log.add("after"));
        assertThat(log).containsExactly("before", "after");
    }

    @Test
    void forgetsAnActionThatIsTakenBack() {
        token.onCancel(() -> log.add("never")).close();
        token.cancel();
        assertThat(log).isEmpty();
    }

    @Test
    void anActionThatThrowsKeepsNoOtherBack() {
        token.onCancel(() -> {
            throw new IllegalStateException("thrown");
        });
        token.onCancel(() -> log.add("run"));
        token.cancel();
        assertThat(log).containsExactlyInAnyOrder("thrown", "run");
    }

    @Test
    void waitsUntilItIsCancelledOrTheTimeIsUp() throws InterruptedException {
        assertThat(token.await(Duration.ZERO)).isFalse();
        token.throwIfCancelled();
        token.cancel();
        assertThat(token.await(Duration.ofMinutes(1))).isTrue();
        assertThatThrownBy(token::throwIfCancelled).isInstanceOf(CancellationException.class);
    }
}
