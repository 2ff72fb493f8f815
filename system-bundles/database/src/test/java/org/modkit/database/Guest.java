// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleContext;
import org.modkit.api.Registration;
import org.modkit.api.capability.DatabaseCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;

/** A module as the runtime shows it, with what it was told. */
final class Guest implements PhaseGuest {
    private final String module;
    private final String changeLog;
    private final long bundle;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Guest(String module, String changeLog, long bundle) {
        this.module = module;
        this.changeLog = changeLog;
        this.bundle = bundle;
    }

    List<String> troubles() {
        return troubles;
    }

    @Override
    public ModuleContext context() {
        return proxy(ModuleContext.class, name -> switch (name) {
            case "moduleName" -> module;
            case "cancellation" -> proxy(CancellationToken.class, method -> (Registration) () -> {});
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                Guest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }

    @Override
    public BundleRef bundle() {
        return new BundleRef("test." + module, "1.0.0", bundle);
    }

    @Override
    public <T> T capability(Class<T> type) {
        DatabaseCapability capability = () -> changeLog;
        return type.cast(capability);
    }

    @Override
    public void trouble(String sentence) {
        troubles.add(sentence);
    }

    @Override
    public void runsIn(String place) {
        throw new UnsupportedOperationException(place);
    }

    @Override
    public void failed(String sentence) {
        throw new UnsupportedOperationException(sentence);
    }
}
