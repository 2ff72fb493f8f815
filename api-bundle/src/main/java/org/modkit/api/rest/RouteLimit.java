// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many requests a route takes, in the words of its author; on a method, or on a class for each of its methods.
 *
 * <p>Beyond {@link #rps} and {@link #burst} the gateway answers 429, beyond {@link #inFlight} 503, both with
 * {@code Retry-After}. What is not said here is as the gateway is configured. What an operator has configured for the module
 * holds whatever is said here.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RouteLimit {
    /** As the gateway is configured. */
    int AS_CONFIGURED = -1;

    /** As many as come. */
    int UNLIMITED = 0;

    /**
     * Returns how many requests a second it takes in the long run.
     *
     * @return a number, {@link #UNLIMITED} or {@link #AS_CONFIGURED}
     */
    int rps() default AS_CONFIGURED;

    /**
     * Returns how many requests it takes at once, before {@link #rps} counts.
     *
     * @return a number greater than zero; if it is not said while {@link #rps} is, twice as many
     */
    int burst() default AS_CONFIGURED;

    /**
     * Returns how many requests it answers at the same time.
     *
     * @return a number, {@link #UNLIMITED} or {@link #AS_CONFIGURED}
     */
    int inFlight() default AS_CONFIGURED;
}
