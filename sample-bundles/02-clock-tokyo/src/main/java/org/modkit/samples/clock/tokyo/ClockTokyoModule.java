// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.clock.tokyo;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.Plugin;
import org.modkit.samples.clock.api.TownClock;
import org.osgi.service.component.annotations.Component;

/** Offers the clock of Tokyo to whoever asks for one by akashi. The runtime takes the entry back when it goes down. */
@Component
@ModuleDefinition(name = "clock-tokyo")
public final class ClockTokyoModule implements ModkitModule {
    static final Plugin PLUGIN = new Plugin("clock-tokyo", "akashi", 10);

    @Override
    public void init(ModuleContext context) {
        TownClock clock = () -> ZonedDateTime.now(ZoneId.of("Asia/Tokyo"));
        context.clients().register(TownClock.class, PLUGIN, clock);
    }
}
