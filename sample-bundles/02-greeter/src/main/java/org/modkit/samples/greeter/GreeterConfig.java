// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.greeter;

/**
 * The section {@code modules.greeter.config}.
 *
 * @param greeting how it greets
 * @param vendor whose clock it reads: {@code greenwich} or {@code akashi}
 */
public record GreeterConfig(String greeting, String vendor) {
    /** Puts defaults in place of what is absent. */
    public GreeterConfig {
        greeting = greeting == null ? "Good day" : greeting;
        vendor = vendor == null ? "greenwich" : vendor;
    }
}
