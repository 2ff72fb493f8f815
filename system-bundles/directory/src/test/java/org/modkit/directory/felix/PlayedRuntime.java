// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.felix;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleContext;
import org.modkit.api.Registration;
import org.modkit.api.capability.BackgroundTask;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunContext;
import org.modkit.api.spi.PhaseGuest;

/** What the runtime hands to modules, played by a test. */
final class PlayedRuntime implements AutoCloseable {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Queue<Runnable> onCancel = new ConcurrentLinkedQueue<>();
    private final UUID process = UUID.randomUUID();

    private static <T> T played(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    UUID process() {
        return process;
    }

    /** A context whose configuration is written by its components, as far as they are given. */
    ModuleContext context(String module, Map<String, Object> section) {
        return played(ModuleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "moduleName" -> module;
            case "instanceId" -> process;
            case "rawConfig" -> section;
            case "config" -> record((Class<?>) arguments[0], section);
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Object record(Class<?> type, Map<String, Object> section) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = section.get(components[index].getName());
        }
        return constructor.newInstance(values);
    }

    PhaseGuest guest(String module, GrpcServiceCapability capability) {
        ModuleContext context = context(module, Map.of());
        return played(PhaseGuest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "context" -> context;
            case "capability" -> capability;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    RunContext run() {
        return played(RunContext.class, (proxy, method, arguments) -> {
            var task = (BackgroundTask) arguments[1];
            var thread = new Thread(() -> work(task), "played");
            thread.setDaemon(true);
            thread.start();
            return null;
        });
    }

    private void work(BackgroundTask task) {
        CancellationToken token =
                played(CancellationToken.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "await" -> cancelled.await(((Duration) arguments[0]).toNanos(), TimeUnit.NANOSECONDS);
                    case "isCancelled" -> cancelled.getCount() == 0;
                    case "onCancel" -> {
                        onCancel.add((Runnable) arguments[0]);
                        yield (Registration) () -> {};
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        try {
            task.run(token);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cancelled.countDown();
        onCancel.forEach(Runnable::run);
    }
}
