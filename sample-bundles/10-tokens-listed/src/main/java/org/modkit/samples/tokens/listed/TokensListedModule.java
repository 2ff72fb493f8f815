// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.listed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.Plugin;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Credentials;
import org.modkit.samples.tokens.listed.TokensListedConfig.Known;
import org.osgi.service.component.annotations.Component;

/** Knows callers by the tokens in its configuration. A change of it restarts the module, and nobody else. */
@Component
@ModuleDefinition(name = "tokens-listed")
public final class TokensListedModule implements ModkitModule {
    static final Plugin PLUGIN = new Plugin("tokens-listed", "listed", 10);

    @Override
    public void init(ModuleContext context) {
        TokensListedConfig config = context.config(TokensListedConfig.class);
        AuthenticationClient tokens = credentials -> look(config, credentials);
        context.clients().register(AuthenticationClient.class, PLUGIN, tokens);
    }

    private static Authentication look(TokensListedConfig config, Credentials credentials) {
        if (credentials.scheme().equals("bearer")) {
            for (Map.Entry<String, Known> each : config.callers().entrySet()) {
                if (isSame(each.getValue().token(), credentials.value())) {
                    return new Authentication.Accepted(each.getValue().caller(each.getKey()));
                }
            }
        }
        return new Authentication.Unauthorized("No caller in 'modules.tokens-listed.config' has that token.");
    }

    /** Takes as long wherever they differ, so that nobody finds a token letter by letter. */
    private static boolean isSame(String known, String sent) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
