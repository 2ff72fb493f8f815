// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.util.UUID;

/** Ids of instances: random, but for their beginning, so that they sort by the time of their start (UUID version 7). */
final class InstanceIds {
    private static final long VERSION = 0x7000L;
    private static final long LOW_TWELVE = 0xFFFL;

    private InstanceIds() {}

    static UUID next(long millis) {
        UUID chance = UUID.randomUUID();
        long most = millis << 16 | VERSION | chance.getMostSignificantBits() & LOW_TWELVE;
        return new UUID(most, chance.getLeastSignificantBits());
    }
}
