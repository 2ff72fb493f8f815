// SPDX-License-Identifier: Apache-2.0
/** Lesson 6: what the ledger offers other modules, in words that say nothing of databases. */
@Export
@Version("1.0.0")
package org.modkit.samples.ledger.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
