// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.clock.utc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.samples.clock.api.TownClock;

class ClockUtcModuleTest {
    @Test
    void offersItsClockAsAPlugin() {
        ClientHub hub = mock();
        ModuleContext context = mock();
        when(context.clients()).thenReturn(hub);

        new ClockUtcModule().init(context);

        var clock = ArgumentCaptor.forClass(TownClock.class);
        verify(hub).register(eq(TownClock.class), eq(ClockUtcModule.PLUGIN), clock.capture());
        assertThat(clock.getValue().now().getZone()).hasToString("Z");
    }
}
