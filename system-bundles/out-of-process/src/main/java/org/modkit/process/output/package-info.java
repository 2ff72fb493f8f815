// SPDX-License-Identifier: Apache-2.0
/**
 * What a child prints, line by line, at the level it meant. Whatever bytes come and however many: memory is bounded, the
 * child is never held up, and what is dropped is counted.
 *
 * <p>Start at {@link org.modkit.process.output.Forwarder}; {@link org.modkit.process.output.LogConsumer} is the usual
 * consumer.
 */
@Version("0.1.0")
package org.modkit.process.output;

import org.osgi.annotation.versioning.Version;
