// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.util.function.Consumer;
import org.modkit.api.directory.InstanceState;
import org.modkit.directory.registry.Change;
import org.modkit.directory.registry.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what becomes of instances into the log. */
final class Telling implements Consumer<Change> {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryModule.class);

    private final Limits limits;

    Telling(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void accept(Change change) {
        if (change.after().isEmpty()) {
            boolean isEvicted =
                    change.before().filter(InstanceState.QUARANTINED::equals).isPresent();
            LOG.info("Instance {} has gone{}.", change.key(), isEvicted ? " without a word" : "");
            return;
        }
        boolean wasSilent =
                change.before().filter(InstanceState.QUARANTINED::equals).isPresent();
        switch (change.after().get()) {
            case REGISTERED ->
                LOG.info("Instance {} has registered. It gets calls when it is heard of again.", change.key());
            case HEALTHY, READY ->
                LOG.info("Instance {} {}. It gets calls.", change.key(), wasSilent ? "is heard of again" : "is ready");
            case QUARANTINED ->
                LOG.warn(
                        "Instance {} has been silent for {} s. It gets no calls until it is heard of again; after {} s more"
                                + " it is forgotten.",
                        change.key(),
                        limits.ttl().toSeconds(),
                        limits.grace().toSeconds());
            case DRAINING -> LOG.info("Instance {} is about to stop. It gets no more calls.", change.key());
        }
    }
}
