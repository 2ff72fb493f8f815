// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.modkit.api.CancellationToken;
import org.osgi.annotation.versioning.ConsumerType;

/** Work that goes on until it is told to end. */
@FunctionalInterface
@ConsumerType
public interface BackgroundTask {
    /**
     * Works until done or cancelled.
     *
     * @param cancellation cancelled when the module's turn to stop comes
     * @throws Exception fails the module, unless it was cancelled already
     */
    void run(CancellationToken cancellation) throws Exception;
}
