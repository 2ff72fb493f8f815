// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.grpc.client.guest.Book;

class EnrollmentTest {
    private static final UUID ID = UUID.fromString("0190c2f4-0000-7000-8000-000000000001");
    private static final String REGISTER = "register sums " + ID + " {acme.v1.Sums=http://127.0.0.1:4711} 1.2.0";
    private static final String HEARTBEAT = "heartbeat sums " + ID;
    private static final String DEREGISTER = "deregister sums " + ID;
    /** Longer than any of these tests. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final Book book = new Book();
    private volatile Optional<Claim> claim = Optional.empty();
    private Enrollment enrollment;

    @AfterEach
    void end() {
        enrollment.close();
    }

    private void begin(Duration beat) {
        enrollment = new Enrollment("sums", ID, book, () -> claim, beat);
        enrollment.begin();
    }

    private static Optional<Claim> at(int port) {
        var services = new TreeMap<>(Map.of("acme.v1.Sums", URI.create("http://127.0.0.1:" + port)));
        return Optional.of(new Claim(services, Optional.of("1.2.0")));
    }

    private String next() throws InterruptedException {
        return book.told().poll(30, TimeUnit.SECONDS);
    }

    private String nextUnrefused() throws InterruptedException {
        String said = next();
        while ("refused".equals(said)) {
            said = next();
        }
        return said;
    }

    @Test
    void registersWhenTheModuleCanBeCalledAndLeavesBeforeItGoes() throws Exception {
        begin(NEVER);
        enrollment.look();
        claim = at(4711);
        enrollment.look();
        enrollment.look();
        assertThat(next()).isEqualTo(REGISTER);
        assertThat(next()).isEqualTo(HEARTBEAT);

        claim = Optional.empty();
        enrollment.look();
        enrollment.look();
        assertThat(next()).isEqualTo(DEREGISTER);

        claim = at(4712);
        enrollment.look();
        assertThat(next()).isEqualTo(REGISTER.replace("4711", "4712"));
        assertThat(next()).isEqualTo(HEARTBEAT);
        enrollment.close();
        assertThat(book.told()).containsExactly(DEREGISTER);
    }

    @Test
    void saysRegularlyThatItIsAliveAndRegistersAgainIfNobodyKnowsIt() throws Exception {
        claim = at(4711);
        begin(Duration.ofMillis(10));
        assertThat(next()).isEqualTo(REGISTER);
        assertThat(next()).isEqualTo(HEARTBEAT);
        assertThat(next()).isEqualTo(HEARTBEAT);

        book.forget();
        String said = next();
        while (said.equals(HEARTBEAT)) {
            said = next();
        }
        assertThat(said).isEqualTo(REGISTER);
        assertThat(next()).isEqualTo(HEARTBEAT);
        assertThat(next()).isEqualTo(HEARTBEAT);
    }

    @Test
    void registersAnewWhenItIsReachedElsewhere() throws Exception {
        claim = at(4711);
        begin(NEVER);
        assertThat(next()).isEqualTo(REGISTER);
        assertThat(next()).isEqualTo(HEARTBEAT);

        claim = at(4712);
        enrollment.look();

        assertThat(next()).isEqualTo(REGISTER.replace("4711", "4712"));
        assertThat(next()).isEqualTo(HEARTBEAT);
    }

    @Test
    void triesForEverToReachADirectory() throws Exception {
        book.outage("The directory is asleep.");
        claim = at(4711);
        begin(Duration.ofMillis(10));
        for (int times = 0; times < 10; times++) {
            assertThat(next()).isEqualTo("refused");
        }

        book.outage("");

        assertThat(nextUnrefused()).isEqualTo(REGISTER);
        book.outage("The directory is asleep again.");
        enrollment.close();
        enrollment.close();
    }

    @Test
    void doesNotWaitForTheNextHeartbeatWhenTheDirectoryWasAway() throws Exception {
        book.outage("The directory is asleep.");
        claim = at(4711);
        begin(NEVER);
        assertThat(next()).isEqualTo("refused");

        book.outage("");

        assertThat(nextUnrefused()).isEqualTo(REGISTER);
    }
}
