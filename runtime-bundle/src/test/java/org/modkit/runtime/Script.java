// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;

/** A module that writes down every call and does what it was told to do in it. */
final class Script implements ModkitModule, RunnableCapability {
    /** What a hook does. */
    @FunctionalInterface
    interface Act {
        void run() throws Throwable;
    }

    private final String name;
    private final List<String> calls;
    private final Map<String, Act> acts = new ConcurrentHashMap<>();
    volatile ModuleContext context;
    volatile RunContext run;

    Script(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    Script(String name) {
        this(name, new CopyOnWriteArrayList<>());
    }

    /** Makes a hook do something: {@code init, start, stop, close}. */
    Script on(String hook, Act act) {
        acts.put(hook, act);
        return this;
    }

    private void call(String hook) throws Exception {
        calls.add(hook + " " + name);
        try {
            acts.getOrDefault(hook, () -> {}).run();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void init(ModuleContext moduleContext) throws Exception {
        context = moduleContext;
        call("init");
    }

    @Override
    public void start(RunContext runContext) throws Exception {
        run = runContext;
        call("start");
    }

    @Override
    public void stop() throws Exception {
        call("stop");
    }

    @Override
    public void close() throws Exception {
        call("close");
    }
}
