// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modkit.database.migrate.lock.Whereabouts.Session;

class WhereaboutsTest {
    private final Owner self = Machine.self();
    private final Owner other = Owner.of(Owners.living(""));

    private Whereabouts of(Owner owner) {
        return Whereabouts.of(owner, self, Session.UNKNOWN, false);
    }

    private Owner elsewhere(String host, String boot, String machine) {
        return new Owner(host, self.pid(), "t1", boot, self.space(), machine, "0", "");
    }

    @Test
    void aProcessThatRunsIsAlive() {
        assertThat(of(other)).isEqualTo(Whereabouts.ALIVE);
    }

    @Test
    void aProcessWhoseNumberBelongsToAnotherIsGone() {
        assertThat(of(Owner.of(Owners.gone(""))).why()).isEqualTo("its process has ended");
        assertThat(of(Owner.of(Owners.gone(""))).gone()).isTrue();
    }

    @Test
    void nobodyKnowsOfProcessesOfOtherMachinesAndContainers() {
        assertThat(of(elsewhere("other", "boot-x", self.machine()))).isEqualTo(Whereabouts.ALIVE);
        assertThat(of(elsewhere(self.host(), "boot-x", "other"))).isEqualTo(Whereabouts.ALIVE);
        assertThat(of(new Owner(self.host(), "1", "t1", self.boot(), "other", self.machine(), "0", "")))
                .isEqualTo(Whereabouts.ALIVE);
    }

    @Test
    void aMachineThatWasStartedAnewHasNoneOfItsProcessesLeft() {
        assertThat(of(elsewhere(self.host(), "boot-x", self.machine())).why())
                .isEqualTo("its machine was started anew since");
    }

    @Test
    void whatThisProcessLeftBehindIsGone() {
        assertThat(of(self).gone()).isTrue();
    }

    @Test
    void aSessionThatHasEndedIsProofWhereverItsProcessIs() {
        Owner far = Owner.of(Owners.far("1@2"));

        assertThat(Whereabouts.of(far, self, Session.CLOSED, false).gone()).isTrue();
        assertThat(Whereabouts.of(far, self, Session.OPEN, false)).isEqualTo(Whereabouts.ALIVE);
    }

    @Test
    void aSessionMayBeAtWorkAfterItsProcessHasEnded() {
        Whereabouts whereabouts = Whereabouts.of(Owner.of(Owners.gone("1@2")), self, Session.OPEN, false);

        assertThat(whereabouts.ended()).isTrue();
        assertThat(whereabouts.gone()).isFalse();
    }

    @Test
    void nobodyElseHasAFileOfThisProcess() {
        assertThat(Whereabouts.of(Owner.of("liquibase"), self, Session.UNKNOWN, true)
                        .gone())
                .isTrue();
    }

    @Test
    void whatOthersWroteProvesNothing() {
        Owner owner = Owner.of("web-1 (10.0.0.1)");

        assertThat(of(owner)).isEqualTo(Whereabouts.ALIVE);
        assertThat(owner.shown()).isEqualTo("'web-1 (10.0.0.1)'");
    }

    @Test
    void textsAreReadAsTheyWereWritten() {
        assertThat(Owner.of(self.in("1@2").text())).isEqualTo(self.in("1@2"));
        assertThat(Owner.of("modkit host=a pid=1").shown()).isEqualTo("process 1 on host 'a'");
        assertThat(new Owner(
                                "h".repeat(300),
                                "4194304",
                                "t" + Long.MAX_VALUE,
                                "b".repeat(36),
                                "4026531836",
                                "ffffffff",
                                "ffffffff",
                                "4194304@1732316160.123456")
                        .text())
                .hasSizeLessThanOrEqualTo(255);
    }
}
