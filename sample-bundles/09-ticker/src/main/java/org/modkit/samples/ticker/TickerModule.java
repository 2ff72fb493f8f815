// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.client.PluginSelector;
import org.modkit.samples.clock.api.TownClock;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the time to everybody who listens, again and again.
 *
 * <p>When it goes down, the gateway first ends every stream as if the module had ended it, and clients see a proper end.
 * Then the token ends the tasks. Nothing is left to do in {@code stop}.
 */
@Component
@ModuleDefinition(name = "ticker", requires = "clock-utc")
public final class TickerModule implements ModkitModule, RestApiCapability, RunnableCapability {
    private final Audience audience = new Audience();

    private volatile Duration every;
    private volatile PluginSelector<TownClock> clocks;

    @Override
    public void init(ModuleContext context) {
        every = context.config(TickerConfig.class).every();
        clocks = context.clients().selector(TownClock.class, "greenwich");
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Ticks(audience));
    }

    @Override
    public void start(RunContext run) {
        audience.admit(run);
        run.task("tick", this::tick);
    }

    private void tick(CancellationToken token) throws InterruptedException {
        long number = 0;
        do {
            var now = clocks.get().now().truncatedTo(ChronoUnit.SECONDS);
            audience.tell(new Tick(++number, now.toString()));
        } while (!token.await(every));
    }
}
