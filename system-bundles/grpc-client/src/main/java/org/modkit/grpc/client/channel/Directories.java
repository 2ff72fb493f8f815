// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import java.util.Optional;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;

/** The directory of this moment, which may come and go. Any thread may ask. */
public interface Directories {
    /**
     * Returns the directory.
     *
     * @return the best there is now
     */
    Optional<DirectoryClient> current();

    /**
     * Hears when {@link #current} may return another one.
     *
     * @param changed must not block
     * @return to be closed by who listens
     */
    Registration listen(Runnable changed);
}
