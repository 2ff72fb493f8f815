// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;

/** Holds the documents to the code. */
class DocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern EDGE = Pattern.compile("(?m)^\\s*(\\w+) --> (\\w+)\\b");
    private static final Pattern PHASE_ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|(?=.*LEAVE|.*END|.*CLOSE|.*STOP|.*DRAIN)");

    private final Path root = root();

    @Test
    void picturesExactlyTheTransitionsThatAreLegal() throws IOException {
        var legal = new TreeSet<String>();
        for (ModuleState state : ModuleState.values()) {
            state.next().forEach(next -> legal.add(state + " --> " + next));
        }
        var pictured = blocks(root.resolve("docs/lifecycle.md"), "mermaid").stream()
                .flatMap(block -> EDGE.matcher(block).results())
                .map(edge -> edge.group(1) + " --> " + edge.group(2))
                .toList();

        assertThat(pictured).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(legal);
    }

    @Test
    void tellsOfEveryPhaseInTheOrderOfClimbing() throws IOException {
        var phases = PHASE_ROW
                .matcher(Files.readString(root.resolve("docs/lifecycle.md")))
                .results()
                .map(row -> row.group(1));

        assertThat(phases)
                .containsExactlyElementsOf(
                        Stream.of(Phase.values()).map(Phase::name).toList());
    }

    @Test
    void quotesSamplesWordForWord() throws IOException {
        var sources = lines(samples(".java"));
        var builds = lines(samples("pom.xml"));
        for (Path document : documents()) {
            assertThat(blocks(document, "java"))
                    .as("Java in %s", root.relativize(document))
                    .allSatisfy(block ->
                            assertThat(isQuoted(block, sources)).as(block).isTrue());
            assertThat(blocks(document, "xml"))
                    .as("POMs in %s", root.relativize(document))
                    .allSatisfy(block ->
                            assertThat(isQuoted(block, builds)).as(block).isTrue());
        }
        assertThat(blocks(root.resolve("README.md"), "java")).hasSize(1);
        assertThat(blocks(root.resolve("docs/module-author.md"), "java")).hasSizeGreaterThan(5);
    }

    @Test
    void hasNoLinkThatLeadsNowhere() throws IOException {
        var lost = new ArrayList<String>();
        for (Path document : documents()) {
            String prose = INLINE_CODE
                    .matcher(BLOCK.matcher(Files.readString(document)).replaceAll(""))
                    .replaceAll("");
            for (MatchResult link : LINK.matcher(prose).results().toList()) {
                if (!leadsSomewhere(document, link.group(1))) {
                    lost.add(root.relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        if (link.contains("://")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** What headings are called in links. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Whether some file has these lines one after the other, whatever the indentation and blank lines. */
    private static boolean isQuoted(String block, List<List<String>> files) {
        var wanted = lines(block);
        return !wanted.isEmpty() && files.stream().anyMatch(file -> Collections.indexOfSubList(file, wanted) >= 0);
    }

    private static List<List<String>> lines(List<Path> files) throws IOException {
        var all = new ArrayList<List<String>>();
        for (Path file : files) {
            all.add(lines(Files.readString(file)));
        }
        return all;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private List<Path> samples(String suffix) throws IOException {
        return find(root.resolve("sample-bundles"), suffix);
    }

    private List<Path> documents() throws IOException {
        var all = new ArrayList<>(find(root.resolve("docs"), ".md"));
        all.add(root.resolve("README.md"));
        return all;
    }

    private static List<Path> find(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !folder.relativize(file).toString().contains("target"))
                    .toList();
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (Files.notExists(folder.resolve("sample-bundles"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
