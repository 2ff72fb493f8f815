// SPDX-License-Identifier: Apache-2.0
/**
 * One JSON resource behind the gateway, and behind Jetty and Jersey alone; each server in a process of its own, and a
 * client that costs little. Start at {@link ServerProcess}.
 */
package org.modkit.benchmarks.rest;
