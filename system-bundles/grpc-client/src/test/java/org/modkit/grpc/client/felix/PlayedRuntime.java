// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.felix;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.modkit.api.ModuleContext;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientHub;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;

/** The runtime and the hub of one module, played by a test. */
final class PlayedRuntime {
    static final String MODULE = "sums";

    private final Map<Object, Object> clients = new ConcurrentHashMap<>();
    private volatile ModuleState state = ModuleState.STARTING;

    private static <T> T played(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What is in the ClientHub under this type, if anything. */
    <T> Optional<T> client(Class<T> type) {
        return Optional.ofNullable(type.cast(clients.get(type)));
    }

    PhaseGuest guest() {
        ClientHub hub = played(ClientHub.class, (proxy, method, arguments) -> {
            clients.put(arguments[0], arguments[1]);
            Registration registration = () -> clients.remove(arguments[0], arguments[1]);
            return registration;
        });
        ModuleContext context = played(ModuleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "moduleName" -> MODULE;
            case "clients" -> hub;
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return played(PhaseGuest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "context" -> context;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    void state(ModuleState next) {
        state = next;
    }

    ModkitRuntime runtime() {
        return played(
                ModkitRuntime.class,
                (proxy, method, arguments) -> new RuntimeStatus(true, true, List.of(status()), List.of()));
    }

    private ModuleStatus status() {
        return new ModuleStatus(
                MODULE,
                state,
                Optional.empty(),
                false,
                false,
                List.of("grpc"),
                List.of(),
                new BundleRef("acme.sums", "1.2.0", 1),
                Instant.EPOCH,
                0,
                "",
                "");
    }

    static GrpcEndpoint hub(URI uri) {
        return new GrpcEndpoint() {
            @Override
            public URI uri() {
                return uri;
            }

            @Override
            public SortedMap<String, String> services() {
                return new TreeMap<>(Map.of("acme.v1.Sums", MODULE, "acme.v1.Other", "other"));
            }
        };
    }
}
