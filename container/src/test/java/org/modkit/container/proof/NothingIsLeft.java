// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.Test;

/** What {@link BundlesComeAndGo} left behind, in the process and on disk, when its framework has been stopped. */
public class NothingIsLeft {
    private static final Path HOME = Path.of("target/plain-felix");

    /** Returns the folder that the runtime took for its instance. */
    static Path home() {
        return HOME.toAbsolutePath();
    }

    /** Removes what an earlier, broken run left there. */
    static void clear() throws IOException {
        if (Files.exists(HOME)) {
            delete(HOME);
        }
    }

    @Test
    public void noThreadOfTheRuntimeOrOfAModuleLivesOn() {
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("modkit") || name.matches("[A-Z_]+ [a-z-]+|[a-z-]+/[a-z-]+"))
                        .toList());
    }

    @Test
    public void theJournalEndsWithEverythingDown() throws IOException {
        List<String> lines = Files.readAllLines(home().resolve("log/journal.jsonl"));
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("\"kind\":\"closing\""))
                        .count());
        clear();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
