// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.modkit.process.exit.Exit;
import org.osgi.annotation.versioning.ConsumerType;

/** A process that a backend started. May be used on any thread. */
@ConsumerType
public interface Instance {
    /**
     * Returns the module it runs.
     *
     * @return the module's name
     */
    String module();

    /**
     * Returns the id it was started with.
     *
     * @return the id that backend, child and directory share
     */
    UUID id();

    /**
     * Returns its process id.
     *
     * @return nothing if it runs where process ids mean nothing to this machine
     */
    OptionalLong pid();

    /**
     * Returns when it was started.
     *
     * @return by the clock of the backend
     */
    Instant startedAt();

    /**
     * Tells of its end.
     *
     * @return completes when the process and all it started have ended and the last line of output is told; cancelling it
     *     changes nothing
     */
    CompletableFuture<Exit> exit();

    /**
     * Stops it: asks it to end, and kills it and all it started when the grace is over. Returns at once.
     *
     * @param grace how long it may take; none kills at once; of several calls the shortest counts
     * @return the same as {@link #exit}
     */
    CompletableFuture<Exit> stop(Duration grace);
}
