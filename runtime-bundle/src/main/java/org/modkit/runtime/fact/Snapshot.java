// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How everything stands at one moment. Immutable; a new one shares with its predecessor all that did not change.
 *
 * <p>Modules lie in {@value #BUCKETS} buckets by the hash of their name, so a change among ten thousand copies some
 * dozens of references instead of ten thousand.
 */
public final class Snapshot {
    private static final int BUCKETS = 256;
    private static final Progress[] NONE = new Progress[0];

    private final Progress[][] buckets;
    private final int size;
    private final Totals totals;

    /**
     * What is known of all modules together.
     *
     * @param settled whether nothing is on its way
     * @param ready whether it is settled and every required module runs
     * @param closing whether everything goes down
     * @param migrating whether modules climb no further than the database phase
     * @param held whether modules are kept down until the framework has started
     */
    public record Totals(boolean settled, boolean ready, boolean closing, boolean migrating, boolean held) {}

    private Snapshot(Progress[][] buckets, int size, Totals totals) {
        this.buckets = buckets;
        this.size = size;
        this.totals = totals;
    }

    /**
     * Returns the snapshot of a runtime that has seen nothing.
     *
     * @return no modules, held
     */
    public static Snapshot empty() {
        var buckets = new Progress[BUCKETS][];
        Arrays.fill(buckets, NONE);
        return new Snapshot(buckets, 0, new Totals(false, false, false, false, true));
    }

    /**
     * Returns a snapshot in which some modules are different.
     *
     * @param changed modules that are there, old or new
     * @param gone names of modules that are not there any more
     * @param now what is known of all
     * @return the next snapshot
     */
    public Snapshot with(Collection<Progress> changed, Collection<String> gone, Totals now) {
        var next = buckets.clone();
        int count = size;
        for (String name : gone) {
            int b = bucket(name);
            int at = indexOf(next[b], name);
            if (at >= 0) {
                next[b] = without(next[b], at);
                count--;
            }
        }
        for (Progress progress : changed) {
            int b = bucket(progress.offer().name());
            int at = indexOf(next[b], progress.offer().name());
            count += at < 0 ? 1 : 0;
            var copy = at < 0 ? Arrays.copyOf(next[b], next[b].length + 1) : next[b].clone();
            copy[at < 0 ? copy.length - 1 : at] = progress;
            next[b] = copy;
        }
        return new Snapshot(next, count, now);
    }

    private static Progress[] without(Progress[] bucket, int at) {
        var copy = new Progress[bucket.length - 1];
        System.arraycopy(bucket, 0, copy, 0, at);
        System.arraycopy(bucket, at + 1, copy, at, copy.length - at);
        return copy;
    }

    private static int bucket(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    private static int indexOf(Progress[] bucket, String name) {
        for (int i = 0; i < bucket.length; i++) {
            if (bucket[i].offer().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Finds a module.
     *
     * @param name its name
     * @return how it stands, or empty if no bundle offers it
     */
    public Optional<Progress> module(String name) {
        var bucket = buckets[bucket(name)];
        int at = indexOf(bucket, name);
        return at < 0 ? Optional.empty() : Optional.of(bucket[at]);
    }

    /**
     * Returns all modules.
     *
     * @return a new list, by name
     */
    public List<Progress> modules() {
        var all = new ArrayList<Progress>(size);
        for (Progress[] bucket : buckets) {
            all.addAll(Arrays.asList(bucket));
        }
        all.sort(Comparator.comparing(p -> p.offer().name()));
        return all;
    }

    /**
     * Returns what is known of all modules together.
     *
     * @return the totals
     */
    public Totals totals() {
        return totals;
    }

    /**
     * Counts the modules.
     *
     * @return how many there are
     */
    public int size() {
        return size;
    }
}
