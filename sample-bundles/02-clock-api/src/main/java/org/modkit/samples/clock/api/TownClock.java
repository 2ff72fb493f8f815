// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.clock.api;

import java.time.ZonedDateTime;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells the time of some town. Any thread may ask. */
@ConsumerType
public interface TownClock {
    /**
     * Returns the time.
     *
     * @return the time, with the town's zone
     */
    ZonedDateTime now();
}
