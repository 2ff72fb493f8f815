// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.listed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.api.security.Authentication.Accepted;
import org.modkit.api.security.Authentication.Unauthorized;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.modkit.samples.tokens.listed.TokensListedConfig.Known;

class TokensListedModuleTest {
    private static final String TOKEN = "a token of sixteen";

    private static AuthenticationClient with(Map<String, Known> known) {
        ModuleContext context = mock();
        when(context.clients()).thenReturn(mock());
        when(context.config(TokensListedConfig.class)).thenReturn(new TokensListedConfig(known));

        new TokensListedModule().init(context);

        var client = ArgumentCaptor.forClass(AuthenticationClient.class);
        verify(context.clients())
                .register(eq(AuthenticationClient.class), eq(TokensListedModule.PLUGIN), client.capture());
        return client.getValue();
    }

    @Test
    void knowsWhoIsOnItsList() {
        AuthenticationClient tokens = with(Map.of(
                "bob", new Known("somebody else's token", null, false),
                "ann", new Known(TOKEN, Set.of("keeper"), true)));

        assertThat(tokens.authenticate(new Credentials("Bearer", TOKEN)))
                .isEqualTo(new Accepted(new Caller("ann", "", Set.of("keeper"), Map.of("access", "read"))));
    }

    @Test
    void knowsNobodyElse() {
        AuthenticationClient tokens = with(Map.of("ann", new Known(TOKEN, Set.of("keeper"), false)));

        assertThat(tokens.authenticate(new Credentials("Bearer", TOKEN + "!"))).isInstanceOf(Unauthorized.class);
        assertThat(tokens.authenticate(new Credentials("Basic", TOKEN))).isInstanceOf(Unauthorized.class);
        assertThat(with(null).authenticate(new Credentials("Bearer", TOKEN))).isInstanceOf(Unauthorized.class);
    }

    @Test
    void refusesTokensThatCanBeGuessedAndNeverTellsThem() {
        assertThatThrownBy(() -> new Known("geheim", Set.of(), false))
                .hasMessageContaining("'token' to have at least 16 characters")
                .hasMessageNotContaining("geheim");
        assertThat(new TokensListedConfig(Map.of("ann", new Known(TOKEN, null, false))))
                .hasToString("TokensListedConfig[callers={ann=Known[roles=[]]}]");
    }
}
