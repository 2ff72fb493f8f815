// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.heartbeat;

import java.time.Duration;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.ReadySignal;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats until it is told to end.
 *
 * <p>{@code start} returns at once, but the module counts as started, and modules that need it go on, only when the first
 * beat has been. There is no {@code stop}: the token ends the task, and the runtime waits for that. Were a beat to throw,
 * the module would be FAILED and restarted by its supervision.
 */
@Component
@ModuleDefinition(name = "heartbeat")
public final class HeartbeatModule implements ModkitModule, RunnableCapability {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatModule.class);

    private volatile HeartbeatConfig config;

    @Override
    public void init(ModuleContext context) {
        config = context.config(HeartbeatConfig.class);
    }

    @Override
    public void start(RunContext run) {
        ReadySignal firstBeat = run.readySignal();
        run.task("beat", token -> beat(token, firstBeat));
    }

    private void beat(CancellationToken token, ReadySignal firstBeat) throws InterruptedException {
        Duration pause = Duration.ofSeconds(config.everySeconds());
        long beats = 0;
        do {
            LOG.debug("Beat {}.", ++beats);
            firstBeat.ready();
        } while (!token.await(pause));
        LOG.info("Stopped after {} beats.", beats);
    }
}
