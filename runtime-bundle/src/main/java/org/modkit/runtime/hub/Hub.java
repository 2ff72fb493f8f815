// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;

/**
 * All clients of all modules; one per runtime.
 *
 * <p>Modules never see it, only their own {@link ModuleHub}. Any thread may call it.
 */
public final class Hub {
    private final ConcurrentHashMap<Key, Slot> slots = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Consumer<String> problems;

    /**
     * Creates an empty hub.
     *
     * @param problems is told, in one sentence and once each, what is wrong with services of other bundles; called on
     *     the thread of whoever looked for a plugin
     */
    public Hub(Consumer<String> problems) {
        this.problems = Objects.requireNonNull(problems, "problems is null");
    }

    /**
     * Opens a view for one incarnation of a module.
     *
     * @param module the module's name
     * @param context of the module's bundle, through which its clients become services and other bundles' are found
     * @return a view that owns what is registered through it, to be closed after the module is closed
     * @throws IllegalStateException if there is no context, which is so for a bundle that does not run
     */
    public ModuleHub open(String module, BundleContext context) {
        if (context == null) {
            throw new IllegalStateException(
                    "The bundle of module '" + module + "' must run for its clients, but does not. Start it.");
        }
        return new ModuleHub(this, module, context);
    }

    /**
     * Counts the types and scopes under which modules have registered something.
     *
     * @return how many entries a lookup can find; entries that are covered by later ones don't count
     */
    public int size() {
        return (int) slots.values().stream().filter(slot -> slot.top() != null).count();
    }

    /** The entry that is found under a key, or {@code null}. */
    Entry top(Key key) {
        Slot slot = slots.get(key);
        return slot == null ? null : slot.top();
    }

    /** All entries that can be found at this moment. */
    Collection<Entry> tops() {
        return slots.values().stream().map(Slot::top).filter(Objects::nonNull).toList();
    }

    void add(Entry entry) {
        Slot slot = replace(entry.key(), before -> before.with(entry));
        // Outside the update, because giving back a service may call the bundle that published it.
        slot.watches().forEach(Watch::review);
    }

    void remove(Entry entry) {
        replace(entry.key(), before -> before.without(entry));
    }

    void add(Watch watch) {
        replace(watch.key(), before -> before.with(watch));
    }

    void remove(Watch watch) {
        replace(watch.key(), before -> before.without(watch));
    }

    void tell(String problem) {
        if (told.add(problem)) {
            problems.accept(problem);
        }
    }

    /** Tells the watches inside the update, so that they learn of one change after the other in the right order. */
    private Slot replace(Key key, UnaryOperator<Slot> change) {
        var after = new Slot[1];
        slots.compute(key, (same, before) -> {
            Slot slot = change.apply(before == null ? Slot.EMPTY : before);
            slot.watches().forEach(watch -> watch.covered(slot.top()));
            after[0] = slot;
            return slot.isEmpty() ? null : slot;
        });
        return after[0];
    }
}
