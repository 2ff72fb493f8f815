// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.BackgroundTask;
import org.modkit.api.capability.ReadySignal;
import org.modkit.api.capability.RunContext;

class HeartbeatModuleTest {
    private final RunContext run = mock();
    private final ReadySignal firstBeat = mock();
    private final CancellationToken token = mock();

    @Test
    void isReadyAfterTheFirstBeatAndEndsWithItsToken() throws Exception {
        when(token.await(Duration.ofSeconds(3))).thenReturn(false, false, true);

        start(new HeartbeatConfig(3)).run(token);

        verify(firstBeat, times(3)).ready();
        verify(token, times(3)).await(Duration.ofSeconds(3));
    }

    @Test
    void asksForTheSignalBeforeItsTaskBegins() throws Exception {
        start(new HeartbeatConfig(3));

        var order = inOrder(run);
        order.verify(run).readySignal();
        order.verify(run).task(eq("beat"), any());
    }

    @Test
    void beatsEveryTenSecondsUnlessToldOtherwise() {
        assertThat(new HeartbeatConfig(0).everySeconds()).isEqualTo(10);
        assertThatThrownBy(() -> new HeartbeatConfig(-1)).hasMessageContaining("1 or more, but it is -1");
    }

    private BackgroundTask start(HeartbeatConfig config) throws Exception {
        ModuleContext context = mock();
        when(context.config(HeartbeatConfig.class)).thenReturn(config);
        when(run.readySignal()).thenReturn(firstBeat);
        var module = new HeartbeatModule();
        module.init(context);
        module.start(run);
        var task = ArgumentCaptor.forClass(BackgroundTask.class);
        verify(run).task(eq("beat"), task.capture());
        return task.getValue();
    }
}
