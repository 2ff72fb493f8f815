// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.proof;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;

/** Modules as the runtime would bring them. */
public final class Guests {
    private Guests() {}

    /** A module with resources. */
    public static PhaseGuest named(String name, Object... resources) {
        ModuleContext context = context(name);
        RestApiCapability rest = () -> List.copyOf(Arrays.asList(resources));
        return new PhaseGuest() {
            @Override
            public ModuleContext context() {
                return context;
            }

            @Override
            public BundleRef bundle() {
                return new BundleRef("guest." + name, "1.0.0", 1);
            }

            @Override
            public <T> T capability(Class<T> type) {
                return type.cast(rest);
            }

            @Override
            public void trouble(String sentence) {
                throw new UnsupportedOperationException(sentence);
            }

            @Override
            public void runsIn(String place) {
                throw new UnsupportedOperationException(place);
            }

            @Override
            public void failed(String sentence) {
                throw new UnsupportedOperationException(sentence);
            }
        };
    }

    private static ModuleContext context(String name) {
        return (ModuleContext) Proxy.newProxyInstance(
                ModuleContext.class.getClassLoader(),
                new Class<?>[] {ModuleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "moduleName" -> name;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
