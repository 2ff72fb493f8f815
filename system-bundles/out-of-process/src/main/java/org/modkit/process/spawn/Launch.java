// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.net.URI;
import java.util.Optional;
import org.modkit.process.backend.Instance;
import org.modkit.process.closure.BundleCopies;

/**
 * One start of one instance, with all that was made for it. A new one for each start, so that what is told of an earlier one
 * is not taken for news of this.
 *
 * @param instance what runs
 * @param admitted lets it speak to the directory
 * @param hub the endpoint that it was told
 * @param words what it said last
 * @param copies its bundles
 * @param shared what it was told of what it shares with others; a digest
 */
record Launch(
        Instance instance, Admitted admitted, Optional<URI> hub, LastWords words, BundleCopies copies, String shared) {
    /** Nothing is left of it; called when it has ended. */
    void ended() {
        admitted.close();
        copies.close();
    }
}
