// SPDX-License-Identifier: Apache-2.0
/**
 * Lesson 9: a stream of server-sent events.
 *
 * <p>Start at {@link org.modkit.samples.ticker.TickerModule}, then see {@code Audience} for what becomes of slow clients.
 */
package org.modkit.samples.ticker;
