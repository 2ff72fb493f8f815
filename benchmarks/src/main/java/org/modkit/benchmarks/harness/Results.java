// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All numbers of one run, printed as they come and written as JSON at the end. */
final class Results {
    private final List<Row> rows = new ArrayList<>();
    private final PrintStream out;

    Results(PrintStream out) {
        this.out = out;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void add(List<Row> more) {
        rows.addAll(more);
    }

    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Prints rows of one graph, each with its ratio to a rival's row of the same measure. */
    void table(String title, List<Row> some, String rival) {
        say("%n%s%n", title);
        say("| contender | measure | median ms | best ms | p90 ms | us/module | x %s |", rival);
        say("|---|---|---:|---:|---:|---:|---:|");
        for (Row row : some) {
            Sample sample = row.sample();
            String ratio = some.stream()
                    .filter(other ->
                            other.contender().equals(rival) && other.measure().equals(row.measure()))
                    .map(other -> String.format(
                            Locale.ROOT,
                            "%.2f",
                            sample.medianNanos() / other.sample().medianNanos()))
                    .findFirst()
                    .orElse("");
            say(
                    "| %s | %s | %.3f | %.3f | %.3f | %.2f | %s |",
                    row.contender(),
                    row.measure(),
                    sample.medianMillis(),
                    sample.bestMillis(),
                    sample.ninetiethMillis(),
                    row.microsPerModule(),
                    ratio);
        }
    }

    void write(Path file) throws IOException {
        String lines = rows.stream().map(Row::json).collect(Collectors.joining(",\n  "));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, """
                {"schema":1,"at":"%s","java":"%s","processors":%d,"rows":[
                  %s
                ]}
                """.formatted(
                        Instant.now(), Runtime.version(), Runtime.getRuntime().availableProcessors(), lines));
    }
}
