// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator;

import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.api.CalculatorException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds. */
final class Adder implements Calculator {
    private static final Logger LOG = LoggerFactory.getLogger(Adder.class);

    @Override
    public long add(long a, long b) {
        try {
            long sum = Math.addExact(a, b);
            LOG.debug("{} + {} = {}", a, b, sum);
            return sum;
        } catch (ArithmeticException e) {
            throw new CalculatorException(
                    Reason.OUT_OF_RANGE, "The sum of " + a + " and " + b + " does not fit into 64 bits.", e);
        }
    }
}
