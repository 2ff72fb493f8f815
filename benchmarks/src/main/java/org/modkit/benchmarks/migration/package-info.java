// SPDX-License-Identifier: Apache-2.0
/** Modules that migrate databases of their own, with ours and with Liquibase alone. Start at {@link Migrating}. */
package org.modkit.benchmarks.migration;
