// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.Optional;
import org.modkit.api.directory.InstanceState;

/**
 * Something that has become of an instance, for logs and listings.
 *
 * @param key the instance
 * @param before its state until now; none if it is new
 * @param after its state from now on; none if it has gone
 */
public record Change(InstanceKey key, Optional<InstanceState> before, Optional<InstanceState> after) {}
