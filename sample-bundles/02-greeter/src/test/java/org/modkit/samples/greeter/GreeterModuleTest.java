// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.greeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.PluginSelector;
import org.modkit.samples.clock.api.TownClock;

class GreeterModuleTest {
    private final TownClock noon = () -> ZonedDateTime.parse("2026-03-01T12:00:00+09:00[Asia/Tokyo]");

    @Test
    void greetsWithTheTimeOfTheClock() {
        assertThat(GreeterModule.greeting(new GreeterConfig("Hi", null), noon))
                .isEqualTo("Hi, it is 12:00 in zone 'Asia/Tokyo'.");
    }

    @Test
    void readsTheClockOfTheVendorItIsConfiguredFor() {
        PluginSelector<TownClock> clocks = mock();
        when(clocks.get()).thenReturn(noon);
        new GreeterModule().init(context(new GreeterConfig(null, "akashi"), "akashi", clocks));
        verify(clocks).get();
    }

    @Test
    void failsWhenThatVendorHasNoClock() {
        PluginSelector<TownClock> clocks = mock();
        when(clocks.get()).thenThrow(new ClientNotFoundException("TownClock", null, "Install one."));
        assertThatThrownBy(() -> new GreeterModule().init(context(new GreeterConfig(null, null), "greenwich", clocks)))
                .isInstanceOf(ClientNotFoundException.class);
    }

    private static ModuleContext context(GreeterConfig config, String vendor, PluginSelector<TownClock> clocks) {
        ClientHub hub = mock();
        when(hub.selector(TownClock.class, vendor)).thenReturn(clocks);
        ModuleContext context = mock();
        when(context.config(GreeterConfig.class)).thenReturn(config);
        when(context.clients()).thenReturn(hub);
        return context;
    }
}
