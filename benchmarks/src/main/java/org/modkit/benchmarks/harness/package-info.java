// SPDX-License-Identifier: Apache-2.0
/** Runs the contenders in turns, takes medians, prints a table and writes JSON. Enter at {@code Main}. */
package org.modkit.benchmarks.harness;
