// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.time.Instant;
import org.modkit.api.status.BundleRef;

/**
 * A module whose bundle the framework can't resolve, so that it can't even be offered.
 *
 * @param module the module's name, as the bundle's manifest tells it
 * @param bundle the bundle
 * @param since when that was seen first
 * @param sentence what is missing and what to do
 */
public record Stranded(String module, BundleRef bundle, Instant since, String sentence) {}
