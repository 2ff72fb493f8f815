// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.guest;

import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;
import org.modkit.grpc.hub.guest.proto.Greeting;
import org.modkit.grpc.hub.guest.proto.Name;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module from a bundle of its own, registered by hand, as is its rival. */
public final class GreeterModule implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        register(context, "greeter");
    }

    static void register(BundleContext context, String name) {
        var core = new Core(context.getBundle().getVersion().toString());
        context.registerService(
                new String[] {ModkitModule.class.getName(), GrpcServiceCapability.class.getName()},
                core,
                new Hashtable<>(Map.of("modkit.module", name)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away, and the runtime the module.
    }

    /** Another module with the same service. */
    public static final class Rival implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            register(context, "rival");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** The module: greets with its version and with what is different each time it is initialized. */
    public static final class Core extends GreeterGrpc.GreeterImplBase implements ModkitModule, GrpcServiceCapability {
        private final String version;
        private volatile String incarnation = "";

        Core(String version) {
            this.version = version;
        }

        @Override
        public void init(ModuleContext context) {
            incarnation = UUID.randomUUID().toString();
        }

        @Override
        public Collection<Object> services() {
            return List.of(this);
        }

        @Override
        public void greet(Name name, StreamObserver<Greeting> client) {
            client.onNext(
                    Greeting.newBuilder().setText(version + " " + incarnation).build());
            client.onCompleted();
        }
    }
}
