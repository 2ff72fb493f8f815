// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.doorman;

/**
 * The section {@code modules.doorman.config}.
 *
 * @param vendor whose plugin is asked who calls: {@code listed} or {@code signed}
 */
public record DoormanConfig(String vendor) {
    /** Puts the default in place of what is absent. */
    public DoormanConfig {
        vendor = vendor == null ? "listed" : vendor;
    }
}
