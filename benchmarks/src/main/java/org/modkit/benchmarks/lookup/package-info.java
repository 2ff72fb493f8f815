// SPDX-License-Identifier: Apache-2.0
/** What a lookup costs, measured by JMH. Enter at {@link org.modkit.benchmarks.lookup.LookupBenchmark}. */
package org.modkit.benchmarks.lookup;
