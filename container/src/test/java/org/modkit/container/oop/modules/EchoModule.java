// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop.modules;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.container.oop.api.Echo;
import org.modkit.container.oop.api.EchoWire;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The module {@code echo}, which knows nothing of where it runs, apart from telling it. */
public final class EchoModule implements BundleActivator, ModkitModule, GrpcServiceCapability {
    private static final Logger LOG = LoggerFactory.getLogger(EchoModule.class);

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), GrpcServiceCapability.class.getName()},
                this,
                new Hashtable<>(
                        Map.of("modkit.module", context.getBundle().getHeaders().get("Test-Module"))));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    @Override
    public void init(ModuleContext context) {
        LOG.info("Echo in process {}.", ProcessHandle.current().pid());
        Map<String, ?> config = context.rawConfig();
        if (config.containsKey("fault")) {
            LOG.error("What is wrong is {}.", config.get("fault"));
            Runtime.getRuntime().halt(9);
        }
        context.clients().register(Echo.class, EchoModule::answer);
    }

    private static String answer(String what) {
        return ProcessHandle.current().pid() + " " + what;
    }

    @Override
    public Collection<Object> services() {
        return List.of(ServerServiceDefinition.builder(EchoWire.SERVICE)
                .addMethod(EchoWire.SAY, ServerCalls.asyncUnaryCall((what, client) -> {
                    client.onNext(answer(what));
                    client.onCompleted();
                }))
                .build());
    }
}
