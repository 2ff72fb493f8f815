// SPDX-License-Identifier: Apache-2.0
/**
 * What the end of a child means, in a sentence.
 *
 * <p>Start at {@link org.modkit.process.exit.Exit}; {@link org.modkit.process.exit.Circumstances} decides.
 */
@Version("0.1.0")
package org.modkit.process.exit;

import org.osgi.annotation.versioning.Version;
