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
    private static final Bucket NONE = new Bucket(new int[0], new String[0], new Progress[0]);

    private final Bucket[] buckets;
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

    /** Modules whose names share some bits of their hash; hashes and names lie beside them to be compared first. */
    private static final class Bucket {
        final int[] hashes;
        final String[] names;
        final Progress[] modules;

        Bucket(int[] hashes, String[] names, Progress[] modules) {
            this.hashes = hashes;
            this.names = names;
            this.modules = modules;
        }

        int indexOf(String name) {
            int hash = name.hashCode();
            for (int i = 0; i < hashes.length; i++) {
                if (hashes[i] == hash && names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        Bucket with(Progress module) {
            String name = module.offer().name();
            int at = indexOf(name);
            if (at >= 0) {
                var changed = modules.clone();
                changed[at] = module;
                return new Bucket(hashes, names, changed);
            }
            int size = modules.length;
            var longer = Arrays.copyOf(modules, size + 1);
            var longerHashes = Arrays.copyOf(hashes, size + 1);
            longer[size] = module;
            var longerNames = Arrays.copyOf(names, size + 1);
            longerHashes[size] = name.hashCode();
            longerNames[size] = name;
            return new Bucket(longerHashes, longerNames, longer);
        }

        Bucket without(int at) {
            int last = modules.length - 1;
            var shorter = Arrays.copyOf(modules, last);
            var shorterHashes = Arrays.copyOf(hashes, last);
            var shorterNames = Arrays.copyOf(names, last);
            if (at < last) {
                shorter[at] = modules[last];
                shorterHashes[at] = hashes[last];
                shorterNames[at] = names[last];
            }
            return new Bucket(shorterHashes, shorterNames, shorter);
        }
    }

    private Snapshot(Bucket[] buckets, int size, Totals totals) {
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
        var buckets = new Bucket[BUCKETS];
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
            int at = next[b].indexOf(name);
            if (at >= 0) {
                next[b] = next[b].without(at);
                count--;
            }
        }
        for (Progress module : changed) {
            int b = bucket(module.offer().name());
            int before = next[b].modules.length;
            next[b] = next[b].with(module);
            count += next[b].modules.length - before;
        }
        return new Snapshot(next, count, now);
    }

    private static int bucket(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    /**
     * Finds a module.
     *
     * @param name its name
     * @return how it stands, or empty if no bundle offers it
     */
    public Optional<Progress> module(String name) {
        Bucket bucket = buckets[bucket(name)];
        int at = bucket.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(bucket.modules[at]);
    }

    /**
     * Returns all modules.
     *
     * @return a new list, by name
     */
    public List<Progress> modules() {
        var all = new ArrayList<Progress>(size);
        for (Bucket bucket : buckets) {
            if (bucket.modules.length > 0) {
                all.addAll(Arrays.asList(bucket.modules));
            }
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
