// SPDX-License-Identifier: Apache-2.0
/** Random graphs of modules, the same for every contender. Pure: a seed gives the same graph everywhere. */
package org.modkit.benchmarks.graph;
