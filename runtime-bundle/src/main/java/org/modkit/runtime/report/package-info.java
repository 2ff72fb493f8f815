// SPDX-License-Identifier: Apache-2.0
/**
 * <em>Room 7 of 8: report.</em> Tells people what happened and how it stands.
 *
 * <p><em>In:</em> effects of the loop. <em>Out:</em> journal, log lines, status, answers to why. <em>Thread:</em>
 * {@code modkit-report} writes, {@code modkit-listeners} calls listeners, anybody reads. <em>Enter at</em> {@link
 * org.modkit.runtime.report.Messages} for the sentences, at {@link org.modkit.runtime.report.Reporter} for the way they
 * take. <em>Used by</em> the activator only. <em>Uses</em> fact, graph, plan (commands only).
 */
package org.modkit.runtime.report;
