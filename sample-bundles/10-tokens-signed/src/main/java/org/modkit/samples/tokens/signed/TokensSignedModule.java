// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.signed;

import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.Plugin;
import org.modkit.api.security.AuthenticationClient;
import org.osgi.service.component.annotations.Component;

/** Knows callers by what their tokens say, if they are signed with the secret in its configuration. */
@Component
@ModuleDefinition(name = "tokens-signed")
public final class TokensSignedModule implements ModkitModule {
    static final Plugin PLUGIN = new Plugin("tokens-signed", "signed", 10);

    @Override
    public void init(ModuleContext context) {
        String secret = context.config(TokensSignedConfig.class).secret();
        context.clients().register(AuthenticationClient.class, PLUGIN, new SignedTokens(secret));
    }
}
