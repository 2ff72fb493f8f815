// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** What {@link DeployFolderIT} left behind; runs after it, in the same process, when its Karaf has been stopped. */
public class NothingIsLeftIT {
    private final Path work = Path.of(System.getProperty("modkit.proof.work"));

    @Test
    public void karafEndedAndTookModulesDownInTheMirrorOfTheirOrderFirst() throws Exception {
        for (ProcessHandle karaf : ProcessHandle.current().children().toList()) {
            karaf.onExit().get(30, TimeUnit.SECONDS);
        }
        List<String> stories = JournalReader.stories(newestKaraf().resolve("data/log/journal.jsonl"));
        List<String> last = stories.subList(stories.lastIndexOf("null closing"), stories.size());
        assertEquals(
                List.of("greeter INIT down ok", "clock-utc INIT down ok"),
                last.stream()
                        .filter(story -> story.matches("(greeter|clock-utc) INIT .*"))
                        .toList());
        delete(work);
    }

    private Path newestKaraf() throws IOException {
        try (var folders = Files.list(work)) {
            return folders.max(Comparator.comparing(folder -> folder.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
