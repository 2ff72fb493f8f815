// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Aligns columns. Rows may be followed by notes, which are indented and do not widen any column. */
public final class Table {
    private static final String GAP = "  ";
    private static final String NOTE = "    ";

    private record Row(List<String> cells, String note) {}

    private final List<Row> rows = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param headings of its columns
     */
    public Table(String... headings) {
        row("", headings);
    }

    /**
     * Adds a row.
     *
     * @param note what follows it, one or more lines; empty for nothing
     * @param cells one for each column
     */
    public void row(String note, String... cells) {
        rows.add(new Row(List.of(cells), note));
    }

    /**
     * Writes it.
     *
     * @param width how many characters notes may take
     * @return lines, without a line end after the last
     */
    public String toText(int width) {
        int columns = rows.get(0).cells().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.cells().get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths, width)).collect(Collectors.joining("\n"));
    }

    private static String line(Row row, int[] widths, int width) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.cells().get(i);
            line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        String text = line.toString().stripTrailing();
        return row.note().isBlank() ? text : text + "\n" + Lines.wrap(row.note(), NOTE, width);
    }
}
