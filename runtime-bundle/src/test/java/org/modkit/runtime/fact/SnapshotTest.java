// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.StepOutcome;
import org.modkit.runtime.fact.Snapshot.Totals;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.Version;

class SnapshotTest {
    private static final Totals SETTLED = new Totals(true, true, false, false, false);

    @Test
    void isEmptyAndHeldAtFirst() {
        assertThat(Snapshot.empty().modules()).isEmpty();
        assertThat(Snapshot.empty().totals()).isEqualTo(new Totals(false, false, false, false, true));
    }

    @Test
    void leavesItsPredecessorAsItWas() {
        Progress old = module("a", ModuleState.WAITING);
        Progress fresh = module("a", ModuleState.RUNNING);
        Snapshot before = Snapshot.empty().with(List.of(old, module("b", ModuleState.RUNNING)), Set.of(), SETTLED);
        Snapshot after = before.with(List.of(fresh), Set.of("b"), SETTLED);

        assertThat(before.module("a")).contains(old);
        assertThat(before.module("b")).isPresent();
        assertThat(after.module("a")).containsSame(fresh);
        assertThat(after.module("b")).isEmpty();
        assertThat(before.size()).isEqualTo(2);
        assertThat(after.size()).isEqualTo(1);
    }

    @Test
    void sharesWhatDidNotChange() {
        Progress same = module("same", ModuleState.RUNNING);
        Snapshot before = Snapshot.empty().with(List.of(same), Set.of(), SETTLED);

        assertThat(before.with(List.of(module("new", ModuleState.WAITING)), Set.of("unknown"), SETTLED)
                        .module("same"))
                .containsSame(same);
    }

    @Test
    void keepsAModuleThatIsGoneAndBackAtOnce() {
        Snapshot before = Snapshot.empty().with(List.of(module("a", ModuleState.RUNNING)), Set.of(), SETTLED);
        Progress back = module("a", ModuleState.WAITING);

        assertThat(before.with(List.of(back), Set.of("a"), SETTLED).modules()).containsExactly(back);
    }

    @Test
    void isAMapByNameWhateverHappens() {
        var random = new Random(3);
        var expected = new TreeMap<String, Progress>();
        Snapshot snapshot = Snapshot.empty();
        for (int round = 0; round < 300; round++) {
            var changed = new ArrayList<Progress>();
            for (int i = random.nextInt(20); i > 0; i--) {
                Progress progress = module("m" + random.nextInt(600), ModuleState.RUNNING);
                changed.removeIf(p -> p.offer().name().equals(progress.offer().name()));
                changed.add(progress);
            }
            var gone = new ArrayList<>(List.of("m" + random.nextInt(600), "m" + random.nextInt(600)));
            snapshot = snapshot.with(changed, gone, SETTLED);
            gone.forEach(expected::remove);
            changed.forEach(p -> expected.put(p.offer().name(), p));

            assertThat(snapshot.modules()).containsExactlyElementsOf(expected.values());
            assertThat(snapshot.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void rejectsAModuleThatIsFailedForNoReason() {
        assertThatThrownBy(() -> module("a", ModuleState.FAILED)).hasMessage("Module 'a' is FAILED without a failure.");
    }

    @Test
    void rejectsACauseOfWhatDidNotFail() {
        assertThatThrownBy(() -> new Outcome(StepOutcome.OK, Optional.of(new Exception())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outcome(StepOutcome.FAILED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Progress module(String name, ModuleState state) {
        var offer = new Offer(
                1, name, Version.emptyVersion, List.of(), Set.of(), Set.of(), false, new BundleRef(name, "1", 1), null);
        return new Progress(
                offer,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                true,
                Instant.EPOCH,
                0,
                Optional.empty(),
                List.of(),
                1);
    }
}
