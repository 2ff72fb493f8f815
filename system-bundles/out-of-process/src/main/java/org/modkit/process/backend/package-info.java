// SPDX-License-Identifier: Apache-2.0
/**
 * What whoever supervises children and whoever starts them agree on. Backends are OSGi services of type
 * {@link org.modkit.process.backend.Backend}; another one can take the place of the local one.
 *
 * <p>Start at {@link org.modkit.process.backend.Backend}; what it is told is in {@link org.modkit.process.backend.Start}.
 */
@Version("0.1.0")
package org.modkit.process.backend;

import org.osgi.annotation.versioning.Version;
