// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.rest.gateway.config.Bounds;
import org.modkit.rest.gateway.filter.TokenBucket.Take;

class TokenBucketTest {
    private static final Bounds RATE = new Bounds(2, 4, 1);
    private final TokenBucket bucket = new TokenBucket();

    @Test
    void letsABurstThroughAndThenAsManyAsTrickleIn() {
        assertThat(bucket.take(at(0), RATE)).isEqualTo(new Take(true, 3, 0, 1));
        assertThat(bucket.take(at(0), RATE)).isEqualTo(new Take(true, 2, 0, 1));
        assertThat(bucket.take(at(0), RATE)).isEqualTo(new Take(true, 1, 0, 2));
        assertThat(bucket.take(at(0), RATE)).isEqualTo(new Take(true, 0, 1, 2));
        assertThat(bucket.take(at(0), RATE)).isEqualTo(new Take(false, 0, 1, 2));
        assertThat(bucket.take(at(500), RATE)).isEqualTo(new Take(true, 0, 1, 2));
        assertThat(bucket.take(at(600), RATE).taken()).isFalse();
        assertThat(bucket.take(at(100_000), RATE)).isEqualTo(new Take(true, 3, 0, 1));
    }

    private static long at(long millis) {
        return Long.MAX_VALUE / 2 + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
