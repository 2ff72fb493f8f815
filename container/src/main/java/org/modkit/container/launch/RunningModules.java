// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * What the runtime says of its modules, once they have settled.
 *
 * <p>By reflection: the launcher is outside the framework and its classes are not the bundles' classes. Putting the API
 * on both sides would keep its bundle from ever being replaced.
 *
 * @param modules all modules, by name
 * @param settled whether nothing was on its way any more
 */
public record RunningModules(List<Running> modules, boolean settled) {
    private static final String SERVICE = "org.modkit.api.status.ModkitRuntime";
    private static final long LOOK_MILLIS = 100;

    /**
     * One of them.
     *
     * @param name its name
     * @param state its state's name
     * @param reason why it does not run; empty if it does
     */
    public record Running(String name, String state, String reason) {}

    /**
     * Asks the runtime, and waits a while for it to settle.
     *
     * @param framework the running framework
     * @param atMostMillis how long to wait
     * @return what it said; empty if there is no runtime
     */
    public static Optional<RunningModules> of(Framework framework, long atMostMillis) {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?> reference = context == null ? null : context.getServiceReference(SERVICE);
        if (reference == null) {
            return Optional.empty();
        }
        try {
            Object runtime = context.getService(reference);
            Class<?> type = reference.getBundle().loadClass(SERVICE);
            var settled = ((CompletionStage<?>) type.getMethod("settled").invoke(runtime)).toCompletableFuture();
            boolean done = await(framework, settled, atMostMillis);
            Object status = done ? settled.get() : type.getMethod("status").invoke(runtime);
            return Optional.of(new RunningModules(modules(status), done));
        } catch (ReflectiveOperationException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean await(Framework framework, CompletableFuture<?> settled, long atMostMillis)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        // In small steps, since a framework that is stopped meanwhile may never settle.
        while (framework.getState() == Bundle.ACTIVE && System.nanoTime() < end) {
            try {
                settled.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                // Looks again.
            }
        }
        return settled.isDone();
    }

    private static List<Running> modules(Object status) throws ReflectiveOperationException {
        var modules = new ArrayList<Running>();
        for (Object module : (List<?>) component(status, "modules")) {
            modules.add(new Running(
                    component(module, "name").toString(),
                    component(module, "state").toString(),
                    component(module, "reason").toString()));
        }
        return modules;
    }

    private static Object component(Object value, String name) throws ReflectiveOperationException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component.getAccessor().invoke(value);
            }
        }
        throw new NoSuchMethodException(name);
    }
}
