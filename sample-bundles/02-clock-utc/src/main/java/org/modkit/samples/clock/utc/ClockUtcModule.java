// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.clock.utc;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.Plugin;
import org.modkit.samples.clock.api.TownClock;
import org.osgi.service.component.annotations.Component;

/** Offers the clock of the whole world to whoever asks for one by greenwich. The runtime takes the entry back when it goes down. */
@Component
@ModuleDefinition(name = "clock-utc")
public final class ClockUtcModule implements ModkitModule {
    static final Plugin PLUGIN = new Plugin("clock-utc", "greenwich", 10);

    @Override
    public void init(ModuleContext context) {
        TownClock clock = () -> ZonedDateTime.now(ZoneOffset.UTC);
        context.clients().register(TownClock.class, PLUGIN, clock);
    }
}
