// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.greeter;

import java.time.format.DateTimeFormatter;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.PluginSelector;
import org.modkit.samples.clock.api.TownClock;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets with the time of the vendor it is configured for.
 *
 * <p>It waits until a {@code clock-utc} of a fitting version runs. {@code clock-tokyo} it can do without; if it is
 * there, it goes first and comes down last, so that its clock is registered when the greeter looks for one.
 */
@Component
@ModuleDefinition(
        name = "greeter",
        requires = {"clock-utc;version=[0.1,1)", "clock-tokyo;optional"})
public final class GreeterModule implements ModkitModule {
    private static final Logger LOG = LoggerFactory.getLogger(GreeterModule.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @Override
    public void init(ModuleContext context) {
        GreeterConfig config = context.config(GreeterConfig.class);
        PluginSelector<TownClock> clocks = context.clients().selector(TownClock.class, config.vendor());
        LOG.info(greeting(config, clocks.get()));
    }

    static String greeting(GreeterConfig config, TownClock clock) {
        var now = clock.now();
        return config.greeting() + ", it is " + TIME.format(now) + " in zone '" + now.getZone() + "'.";
    }
}
