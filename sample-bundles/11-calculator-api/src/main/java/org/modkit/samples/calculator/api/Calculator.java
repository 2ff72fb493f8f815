// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The calculator, as other modules use it.
 *
 * <p>Any thread may ask. Every method may wait for another process, and fail because that is away; so that users are ready
 * for it wherever the calculator runs, the interface says so.
 */
@ProviderType
public interface Calculator {
    /**
     * Adds two numbers.
     *
     * @param a one
     * @param b the other
     * @return the sum
     * @throws CalculatorException if the sum does not fit, or nobody is there to add
     */
    long add(long a, long b);
}
