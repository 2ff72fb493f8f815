// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.doorman;

import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.PluginSelector;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Authorization;
import org.modkit.api.security.AuthorizationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.modkit.api.security.Operation;
import org.osgi.service.component.annotations.Component;

/**
 * Whom the gateway asks. It finds out nothing itself, but passes the question on to a plugin of the vendor it is
 * configured for.
 *
 * <p>It needs no plugin: they come and go while it stands there. The selector keeps to one plugin until that leaves.
 */
@Component
@ModuleDefinition(name = "doorman")
public final class DoormanModule implements ModkitModule {
    @Override
    public void init(ModuleContext context) {
        String vendor = context.config(DoormanConfig.class).vendor();
        PluginSelector<AuthenticationClient> plugins = context.clients().selector(AuthenticationClient.class, vendor);
        context.clients().register(AuthenticationClient.class, credentials -> ask(plugins, credentials));
        context.clients().register(AuthorizationClient.class, DoormanModule::decide);
    }

    private static Authentication ask(PluginSelector<AuthenticationClient> plugins, Credentials credentials) {
        AuthenticationClient chosen;
        try {
            chosen = plugins.get();
        } catch (ClientNotFoundException e) {
            return new Authentication.Unavailable(e.getMessage());
        }
        return chosen.authenticate(credentials);
    }

    /** Asked when the roles have agreed, so it can forbid only more: those who may only read may do nothing else. */
    private static Authorization decide(Caller caller, Operation operation) {
        boolean reads = operation.action().equals("GET") || operation.action().equals("HEAD");
        return reads || !"read".equals(caller.attributes().get("access"))
                ? new Authorization.Allowed()
                : new Authorization.Denied("'" + caller.subject() + "' may only read.");
    }
}
