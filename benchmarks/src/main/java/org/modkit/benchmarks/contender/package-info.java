// SPDX-License-Identifier: Apache-2.0
/**
 * Those who compete: our engine, JBoss MSC, Felix SCR, and the bare service registry as the floor under two of them.
 *
 * <p>Exported from the system bundle of the embedded frameworks, because the component class of the SCR contender lives
 * here.
 */
package org.modkit.benchmarks.contender;
