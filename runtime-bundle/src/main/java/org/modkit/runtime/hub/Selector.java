// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.concurrent.atomic.AtomicReference;
import org.modkit.api.client.PluginSelector;

/**
 * Keeps to a choice by watching the chosen plugin's key: when the client under that key changes, there is no choice any
 * more. It never holds the plugin itself, so one that has left can be collected before anybody asks again.
 */
final class Selector<T> implements PluginSelector<T> {
    /** What was chosen, and the change of its watch at which it was. */
    private record Choice(Watch watch, long change) {
        Object client() {
            Watch.Now now = watch.now();
            return now.changes() == change ? now.client() : null;
        }
    }

    private final SingleFlight<Object> flight = new SingleFlight<>();
    private final AtomicReference<Choice> choice = new AtomicReference<>();
    private final Class<T> type;
    private final Plugins plugins;
    private final ModuleHub hub;

    Selector(Class<T> type, Plugins plugins, ModuleHub hub) {
        this.type = type;
        this.plugins = plugins;
        this.hub = hub;
    }

    @Override
    public T get() {
        Object client = chosen();
        return type.cast(client != null ? client : flight.fly(this::choose));
    }

    private Object chosen() {
        Choice current = choice.get();
        return current == null ? null : current.client();
    }

    private Object choose() {
        Object justChosen = chosen();
        if (justChosen != null) {
            return justChosen;
        }
        for (Plugins.Candidate candidate : plugins.inOrder()) {
            Watch watch = hub.use(candidate.key());
            Watch.Now now = watch.settle();
            if (now.client() != null) {
                forget(choice.getAndSet(new Choice(watch, now.changes())));
                return now.client();
            }
            hub.release(candidate.key());
        }
        forget(choice.getAndSet(null));
        throw plugins.notFound();
    }

    @Override
    public boolean reset() {
        Choice last = choice.getAndSet(null);
        boolean there = last != null && last.client() != null;
        forget(last);
        return there;
    }

    private void forget(Choice old) {
        if (old != null) {
            hub.release(old.watch().key());
        }
    }
}
