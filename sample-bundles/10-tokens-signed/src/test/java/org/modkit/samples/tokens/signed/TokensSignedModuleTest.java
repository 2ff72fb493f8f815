// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.api.security.Authentication.Accepted;
import org.modkit.api.security.Authentication.Unauthorized;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;

class TokensSignedModuleTest {
    private static final String SECRET = "the secret of this test, long enough";
    /** By {@code openssl dgst -sha256 -hmac}. */
    private static final String SIGNATURE = "53c552689f28ec97c2814698d979010f8c9b994916ab3c1f9c1a720210003ebf";

    private static AuthenticationClient with(String secret) {
        ModuleContext context = mock();
        when(context.clients()).thenReturn(mock());
        when(context.config(TokensSignedConfig.class)).thenReturn(new TokensSignedConfig(secret));

        new TokensSignedModule().init(context);

        var client = ArgumentCaptor.forClass(AuthenticationClient.class);
        verify(context.clients())
                .register(eq(AuthenticationClient.class), eq(TokensSignedModule.PLUGIN), client.capture());
        return client.getValue();
    }

    @Test
    void knowsWhoBringsAGoodSignature() {
        assertThat(with(SECRET).authenticate(new Credentials("Bearer", "ann:keeper:" + SIGNATURE)))
                .isEqualTo(new Accepted(Caller.of("ann", "keeper")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bob:keeper:" + SIGNATURE, "ann:owner:" + SIGNATURE, "ann:keeper:", "ann:keeper", "::", "a:b:c:d"
            })
    void knowsNobodyElse(String token) {
        assertThat(with(SECRET).authenticate(new Credentials("Bearer", token))).isInstanceOf(Unauthorized.class);
    }

    @Test
    void acceptsNothingWithoutASecret() {
        assertThat(with(null).authenticate(new Credentials("Bearer", "ann:keeper:" + SIGNATURE)))
                .isInstanceOf(Unauthorized.class);
    }

    @Test
    void refusesSecretsThatCanBeGuessedAndNeverTellsThem() {
        assertThatThrownBy(() -> new TokensSignedConfig("geheim"))
                .hasMessageContaining("at least 32 characters")
                .hasMessageNotContaining("geheim");
        assertThat(new TokensSignedConfig(SECRET).toString()).doesNotContain(SECRET);
    }
}
