// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void findsTheProcessAgain() {
        Identity self = Identity.of(SELF).orElseThrow();

        assertThat(Identity.parse(self.text())).contains(self);
        assertThat(self.process()).contains(ProcessHandle.current());
    }

    @Test
    void doesNotTakeAStrangerWithThePidForIt() {
        Identity former =
                new Identity(SELF, "9" + Identity.of(SELF).orElseThrow().birth());

        assertThat(former.process()).isEmpty();
    }

    @Test
    void knowsNobodyWhoHasGone() {
        assertThat(Identity.of(Integer.MAX_VALUE)).isEmpty();
        assertThat(new Identity(Integer.MAX_VALUE, "1").process()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "1", "1/", "/2", "x/2"})
    void readsNothingElse(String text) {
        assertThat(Identity.parse(text)).isEmpty();
    }
}
