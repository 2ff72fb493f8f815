// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.own;

import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.modkit.grpc.hub.config.Settings;
import org.modkit.grpc.hub.service.Services;

/** The services of the hub itself, of one run. They hear of modules' services and tell clients. */
public final class OwnServices implements Services.Listener {
    private final Settings.Own wanted;
    private final HealthStatusManager health = new HealthStatusManager();
    private volatile Reflection reflection;

    /**
     * Makes them.
     *
     * @param wanted which
     */
    public OwnServices(Settings.Own wanted) {
        this.wanted = wanted;
    }

    /**
     * Returns their names, which modules can't use.
     *
     * @return full names
     */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        if (wanted.health()) {
            names.add(HealthGrpc.SERVICE_NAME);
        }
        if (wanted.reflection()) {
            names.add(ServerReflectionGrpc.SERVICE_NAME);
            names.add(Reflection.OLD_NAME);
        }
        return names;
    }

    /**
     * Returns what the server is to serve beside modules' services.
     *
     * @param modules what these are now
     * @return definitions of services
     */
    public List<ServerServiceDefinition> definitions(Supplier<List<ServerServiceDefinition>> modules) {
        var definitions = new ArrayList<ServerServiceDefinition>();
        if (wanted.health()) {
            definitions.add(health.getHealthService().bindService());
        }
        if (wanted.reflection()) {
            var described = new ArrayList<>(definitions);
            reflection = new Reflection(() -> {
                var all = new ArrayList<>(described);
                all.addAll(modules.get());
                return all;
            });
            described.add(reflection.bindService());
            definitions.add(reflection.bindService());
            definitions.add(reflection.old());
        }
        return definitions;
    }

    @Override
    public void told(String service, boolean isServing) {
        health.setStatus(service, isServing ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
        forget();
    }

    @Override
    public void gone(String service) {
        health.clearStatus(service);
        forget();
    }

    private void forget() {
        Reflection described = reflection;
        if (described != null) {
            described.forget();
        }
    }

    /** Tells everybody who watches that nothing is served any more. */
    public void end() {
        health.enterTerminalState();
    }
}
