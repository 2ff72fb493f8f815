// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects numbers by who and what, in the order in which they first came. */
final class Samples {
    private record Key(String contender, String measure) {}

    private final Map<Key, List<Long>> numbers = new LinkedHashMap<>();

    void note(String contender, String measure, long... values) {
        List<Long> sofar = numbers.computeIfAbsent(new Key(contender, measure), key -> new ArrayList<>());
        for (long value : values) {
            sofar.add(value);
        }
    }

    List<Row> rows(String experiment, int size) {
        var rows = new ArrayList<Row>();
        numbers.forEach((key, values) -> rows.add(new Row(
                experiment,
                key.contender(),
                key.measure(),
                size,
                new Sample(values.stream().mapToLong(Long::longValue).toArray()))));
        return rows;
    }
}
