// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.rest;

import java.time.Duration;

/**
 * How a request was answered.
 *
 * @param module whose route answered, or empty
 * @param route the pattern of its path as its author wrote it, such as {@code /orders/v1/orders/{id}}; empty if no route
 *     took the request. There are few, so it may name a metric, which the path of a request may not
 * @param status the status code
 * @param duration from when the request was read until the answer was written
 */
public record RestAnswer(String module, String route, int status, Duration duration) {}
