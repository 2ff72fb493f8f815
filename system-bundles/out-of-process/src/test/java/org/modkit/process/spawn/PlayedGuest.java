// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleContext;
import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;

/** A module, as the runtime would hand it to the host, which notes what it is told. */
public final class PlayedGuest implements PhaseGuest {
    /** Where it runs, in the order of telling. */
    public final List<String> places = new CopyOnWriteArrayList<>();
    /** What is ill, in the order of telling. */
    public final List<String> troubles = new CopyOnWriteArrayList<>();
    /** All that was told, marked, for whoever waits for it. */
    public final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final String module;
    private final BundleRef bundle;
    private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();

    public PlayedGuest(String module, long bundle) {
        this.module = module;
        this.bundle = new BundleRef("acme." + module, "1.0.0", bundle);
    }

    private static <T> T played(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Has the module called off. */
    public void cancel() {
        onCancel.forEach(Runnable::run);
    }

    private Registration onCancel(Runnable action) {
        onCancel.add(action);
        return () -> onCancel.remove(action);
    }

    @Override
    public ModuleContext context() {
        CancellationToken token =
                played(CancellationToken.class, (proxy, method, arguments) -> onCancel((Runnable) arguments[0]));
        return played(ModuleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "moduleName" -> module;
            case "cancellation" -> token;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @Override
    public BundleRef bundle() {
        return bundle;
    }

    @Override
    public <T> T capability(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void trouble(String sentence) {
        troubles.add(sentence);
        told.add("trouble " + sentence);
    }

    @Override
    public void runsIn(String place) {
        places.add(place);
        told.add("place " + place);
    }

    @Override
    public void failed(String sentence) {
        told.add("failed " + sentence);
    }

    /** Waits until it is told something. */
    public String await(String part) throws InterruptedException {
        while (true) {
            String next = told.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nobody said '" + part + "', but: " + places + troubles);
            }
            if (next.contains(part)) {
                return next;
            }
        }
    }
}
