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
 * <p>Modules lie by the hash of their name in {@value #ROWS} rows of as many buckets, so a change among ten thousand
 * copies some dozens of references instead of ten thousand.
 */
public final class Snapshot {
    private static final int ROWS = 16;
    private static final Bucket NONE = new Bucket(new int[0], new String[0], new Progress[0]);

    private final Bucket[][] rows;
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

    private Snapshot(Bucket[][] rows, int size, Totals totals) {
        this.rows = rows;
        this.size = size;
        this.totals = totals;
    }

    /**
     * Returns the snapshot of a runtime that has seen nothing.
     *
     * @return no modules, held
     */
    public static Snapshot empty() {
        var rows = new Bucket[ROWS][ROWS];
        Arrays.stream(rows).forEach(row -> Arrays.fill(row, NONE));
        return new Snapshot(rows, 0, new Totals(false, false, false, false, true));
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
        var next = rows.clone();
        int count = size;
        for (String name : gone) {
            int hash = spread(name);
            Bucket bucket = of(next, hash);
            int at = bucket.indexOf(name);
            if (at >= 0) {
                put(next, hash, bucket.without(at));
                count--;
            }
        }
        for (Progress module : changed) {
            int hash = spread(module.offer().name());
            Bucket before = of(next, hash);
            Bucket after = before.with(module);
            put(next, hash, after);
            count += after.modules.length - before.modules.length;
        }
        return new Snapshot(next, count, now);
    }

    private static int spread(String name) {
        int hash = name.hashCode();
        return hash ^ hash >>> 16;
    }

    private static Bucket of(Bucket[][] all, int hash) {
        return all[hash & ROWS - 1][column(hash)];
    }

    private static int column(int hash) {
        return hash >>> 8 & ROWS - 1;
    }

    /** A row that is still shared with the predecessor is copied first. */
    private void put(Bucket[][] next, int hash, Bucket bucket) {
        int row = hash & ROWS - 1;
        if (next[row] == rows[row]) {
            next[row] = rows[row].clone();
        }
        next[row][column(hash)] = bucket;
    }

    /**
     * Finds a module.
     *
     * @param name its name
     * @return how it stands, or empty if no bundle offers it
     */
    public Optional<Progress> module(String name) {
        Bucket bucket = of(rows, spread(name));
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
        for (Bucket[] row : rows) {
            for (Bucket bucket : row) {
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
