// SPDX-License-Identifier: Apache-2.0
/** The distribution with the calculator of the samples out of process, and children that are killed. */
package org.modkit.benchmarks.failover;
