// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.directory.rest.Offering;
import org.modkit.directory.rest.OrchestratorModule;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** Registers the modules and who may speak to the directory; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class DirectoryBundle implements BundleActivator {
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private volatile DirectoryModule directory;

    @Override
    public void start(BundleContext context) {
        Supplier<Optional<ModkitRuntime>> runtime = tracked(context, ModkitRuntime.class);
        Supplier<Optional<GrpcEndpoint>> hub = tracked(context, GrpcEndpoint.class);
        directory = new DirectoryModule(runtime, hub, client -> published(context, client));
        register(context, Map.of(), directory.admission(), Admission.class);
        JournalListener listener = this::happened;
        register(context, Map.of(), listener, JournalListener.class);
        register(
                context,
                Map.of("modkit.name", DirectoryModule.NAME),
                directory,
                ModkitModule.class,
                GrpcServiceCapability.class,
                RunnableCapability.class);
        if (isRestThere()) {
            var offering = new Offering(context, new OrchestratorModule(runtime, directory::all), DirectoryModule.NAME);
            offering.open();
            undo.push(offering::close);
        }
    }

    private <T> Supplier<Optional<T>> tracked(BundleContext context, Class<T> type) {
        var tracker = new ServiceTracker<T, T>(context, type, null) {
            @Override
            public T addingService(ServiceReference<T> reference) {
                T found = super.addingService(reference);
                changed();
                return found;
            }

            @Override
            public void removedService(ServiceReference<T> reference, T lost) {
                super.removedService(reference, lost);
                changed();
            }
        };
        tracker.open();
        undo.push(tracker::close);
        return () -> Optional.ofNullable(tracker.getService());
    }

    private void register(BundleContext context, Map<String, String> properties, Object service, Class<?>... types) {
        var names = new String[types.length];
        for (int index = 0; index < types.length; index++) {
            names[index] = types[index].getName();
        }
        ServiceRegistration<?> registered = context.registerService(names, service, new Hashtable<>(properties));
        undo.push(registered::unregister);
    }

    private static Runnable published(BundleContext context, DirectoryClient client) {
        ServiceRegistration<?> registered = context.registerService(DirectoryClient.class, client, null);
        return () -> {
            try {
                registered.unregister();
            } catch (IllegalStateException gone) {
                // The framework was faster.
            }
        };
    }

    /** Modules of this process that have come or gone are instances that have. */
    private void happened(JournalEntry entry) {
        switch (entry.kind()) {
            case RUNNING, FAILED, DOWN, WAITING, STEP, HOST, TROUBLE -> changed();
            default -> {
                // Nobody can be called for that, or not any more.
            }
        }
    }

    private void changed() {
        DirectoryModule module = directory;
        if (module != null) {
            module.changed();
        }
    }

    /** Its packages are imported optionally. An annotation that is missing would go unnoticed otherwise. */
    private static boolean isRestThere() {
        try {
            Class.forName("jakarta.ws.rs.Path", false, DirectoryBundle.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The runtime stops the modules before they are unregistered.
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        directory = null;
    }
}
