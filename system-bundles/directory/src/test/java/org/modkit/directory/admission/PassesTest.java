// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.api.Registration;
import org.modkit.directory.registry.InstanceKey;

class PassesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final UUID ID = new UUID(0, 1);

    private final List<String> forgotten = new ArrayList<>();
    private final Passes passes = new Passes(instance -> forgotten.add(instance.module()));

    @Test
    void knowsABearerUntilTheAdmissionEnds() {
        Registration admission = passes.admit(Set.of("sums"), ID, TOKEN);
        Pass pass = passes.of(TOKEN).orElseThrow();
        assertThat(pass.isFor(new InstanceKey("sums", ID))).isTrue();
        assertThat(pass.isFor(new InstanceKey("sums", new UUID(0, 2)))).isFalse();
        assertThat(pass.isFor(new InstanceKey("other", ID))).isFalse();

        admission.close();
        admission.close();

        assertThat(passes.of(TOKEN)).isEmpty();
        assertThat(forgotten).containsExactly("sums");
    }

    @Test
    void knowsNobodyElse() {
        passes.admit(Set.of("sums"), ID, TOKEN);

        assertThat(passes.of(null)).isEmpty();
        assertThat(passes.of("")).isEmpty();
        assertThat(passes.of(TOKEN + "0")).isEmpty();
    }

    @Test
    void refusesWhatIsEasilyGuessedAndWhatIsAdmittedAlready() {
        assertThatThrownBy(() -> passes.admit(Set.of("sums"), ID, "secret"))
                .hasMessageStartingWith("A token must be 22 to 1024 visible characters")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> passes.admit(Set.of(), ID, TOKEN)).hasMessageContaining("must name a module");
        Registration first = passes.admit(Set.of("sums", "billing"), ID, TOKEN);
        assertThatThrownBy(() -> passes.admit(Set.of("sums"), ID, TOKEN + "1"))
                .hasMessage("Instance 'sums' (" + ID + ") is admitted already. Close that admission first, or admit it"
                        + " with another id.");

        first.close();
        passes.admit(Set.of("sums"), ID, TOKEN + "1");

        assertThat(passes.of(TOKEN + "1")).isPresent();
    }

    /** Otherwise a call that was let in just before the end would register what nobody forgets. */
    @Test
    void waitsForWhatABearerIsDoingBeforeItForgets() throws Exception {
        Registration admission = passes.admit(Set.of("sums"), ID, TOKEN);
        Pass pass = passes.of(TOKEN).orElseThrow();
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var workers = Executors.newFixedThreadPool(2);
        Future<Optional<String>> call = workers.submit(() -> pass.whileAdmitted(() -> {
            entered.countDown();
            await(goOn);
            return forgotten.isEmpty() ? "in time" : "too late";
        }));
        await(entered);
        Future<?> end = workers.submit(admission::close);
        goOn.countDown();

        assertThat(call.get(30, TimeUnit.SECONDS)).contains("in time");
        end.get(30, TimeUnit.SECONDS);
        workers.shutdown();
        assertThat(forgotten).containsExactly("sums");
        assertThat(pass.whileAdmitted(() -> "again")).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
