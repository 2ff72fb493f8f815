// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.proof;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;

/** Modules as the runtime would bring them. */
public final class Guests {
    private Guests() {}

    /** A module with services. */
    public static PhaseGuest named(String name, Object... services) {
        return named(name, () -> Arrays.asList(services));
    }

    /** A module with a capability of its own. */
    public static PhaseGuest named(String name, GrpcServiceCapability capability) {
        ModuleContext context = context(name, Map.of());
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
                return type.cast(capability);
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

    /** A module's context with its configuration. */
    public static ModuleContext context(String name, Map<String, Object> section) {
        return (ModuleContext) Proxy.newProxyInstance(
                ModuleContext.class.getClassLoader(),
                new Class<?>[] {ModuleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "moduleName" -> name;
                    case "rawConfig" -> section;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> List.of(name).toString();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
