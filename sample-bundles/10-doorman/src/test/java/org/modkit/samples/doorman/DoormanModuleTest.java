// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.doorman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.PluginSelector;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.Authentication.Accepted;
import org.modkit.api.security.Authentication.Unavailable;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Authorization;
import org.modkit.api.security.Authorization.Allowed;
import org.modkit.api.security.Authorization.Denied;
import org.modkit.api.security.AuthorizationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.modkit.api.security.Operation;

class DoormanModuleTest {
    private final ClientHub hub = mock();
    private final PluginSelector<AuthenticationClient> plugins = mock();

    @BeforeEach
    void start() {
        ModuleContext context = mock();
        when(context.clients()).thenReturn(hub);
        when(context.config(DoormanConfig.class)).thenReturn(new DoormanConfig("signed"));
        when(hub.selector(AuthenticationClient.class, "signed")).thenReturn(plugins);

        new DoormanModule().init(context);
    }

    private <T> T registered(Class<T> type) {
        var client = ArgumentCaptor.forClass(type);
        verify(hub).register(eq(type), client.capture());
        return client.getValue();
    }

    private Authentication ask() {
        return registered(AuthenticationClient.class).authenticate(new Credentials("Bearer", "a token"));
    }

    @Test
    void passesTheQuestionOnToTheChosenPlugin() {
        var ann = new Accepted(Caller.of("ann"));
        when(plugins.get()).thenReturn(credentials -> ann);

        assertThat(ask()).isEqualTo(ann);
    }

    @Test
    void canNotTellWhileThereIsNoPlugin() {
        when(plugins.get()).thenThrow(new ClientNotFoundException("a client", null, "Install one."));

        assertThat(ask()).isEqualTo(new Unavailable("No client of type 'a client' is registered. Install one."));
    }

    @Test
    void letsThoseWhoMayOnlyReadDoNothingElse() {
        var reader = new Caller("ann", "", Set.of("keeper"), Map.of("access", "read"));

        assertThat(decide(reader, "GET")).isInstanceOf(Allowed.class);
        assertThat(decide(reader, "POST")).isEqualTo(new Denied("'ann' may only read."));
        assertThat(decide(Caller.of("bob"), "POST")).isInstanceOf(Allowed.class);
        assertThat(decide(Caller.anonymous(), "POST")).isInstanceOf(Allowed.class);
    }

    private Authorization decide(Caller caller, String action) {
        var operation = new Operation("vault", action, "/vault/v1/gold", Set.of());
        return registered(AuthorizationClient.class).authorize(caller, operation);
    }

    @Test
    void asksTheListUnlessToldOtherwise() {
        assertThat(new DoormanConfig(null).vendor()).isEqualTo("listed");
    }
}
