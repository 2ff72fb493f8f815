// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module from a bundle of its own that knows who calls. */
public final class KeyModule implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                ModkitModule.class,
                new Core(),
                new Hashtable<>(Map.of("modkit.module", "key", "modkit.system", "true")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away, and the runtime the module.
    }

    /** The module. */
    public static final class Core implements ModkitModule {
        @Override
        public void init(ModuleContext context) {
            context.clients().register(AuthenticationClient.class, new Keys());
        }
    }

    /** Takes every key but one. */
    public static final class Keys implements AuthenticationClient {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return credentials.value().equals("wrong")
                    ? new Authentication.Unauthorized("That is no key.")
                    : new Authentication.Accepted(new Caller(credentials.value(), "acme", Set.of("guest"), Map.of()));
        }
    }
}
