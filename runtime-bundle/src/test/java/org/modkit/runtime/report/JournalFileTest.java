// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Direction;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.Phase;
import org.modkit.api.status.StepOutcome;

class JournalFileTest {
    private static final JournalEntry STEP = new JournalEntry(
            7,
            5,
            Instant.parse("2026-11-22T20:15:30.123456Z"),
            Optional.of("billing"),
            Optional.of(new BundleRef("acme.billing", "1.2.0", 42)),
            JournalEntry.Kind.STEP,
            Optional.of(Phase.START),
            Optional.of(Direction.DOWN),
            Optional.of(StepOutcome.TIMEOUT),
            30_000_000,
            "It said \"no\".");

    private static final JournalEntry SETTLED = new JournalEntry(
            8,
            7,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            JournalEntry.Kind.SETTLED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            "Container settled.");

    @TempDir
    Path folder;

    @Test
    void writesTheDocumentedSchema() {
        assertThat(JournalFile.line(STEP))
                .isEqualTo("{\"schema\":1,\"seq\":7,\"cause\":5,\"at\":\"2026-11-22T20:15:30.123456Z\","
                        + "\"module\":\"billing\",\"bundle\":{\"symbolicName\":\"acme.billing\",\"version\":\"1.2.0\","
                        + "\"id\":42},\"kind\":\"step\",\"phase\":\"START\",\"direction\":\"down\","
                        + "\"outcome\":\"timeout\",\"tookMicros\":30000000,\"text\":\"It said \\\"no\\\".\"}\n");
        assertThat(JournalFile.line(SETTLED))
                .isEqualTo("{\"schema\":1,\"seq\":8,\"cause\":7,\"at\":\"1970-01-01T00:00:00Z\",\"module\":null,"
                        + "\"bundle\":null,\"kind\":\"settled\",\"phase\":null,\"direction\":null,\"outcome\":null,"
                        + "\"tookMicros\":0,\"text\":\"Container settled.\"}\n");
    }

    @Test
    void everyRunBeginsAFileAndKeepsTheFourBefore() throws IOException {
        Path file = folder.resolve("log/journal.jsonl");
        for (int run = 0; run < 7; run++) {
            try (var journal = new JournalFile(file)) {
                journal.write(STEP);
            }
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "journal.jsonl",
                            "journal.1.jsonl",
                            "journal.2.jsonl",
                            "journal.3.jsonl",
                            "journal.4.jsonl");
        }
    }

    @Test
    void putsAFileAsideThatHasGrownLarge() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (var journal = new JournalFile(file, 100)) {
            journal.write(STEP);
            journal.write(SETTLED);
        }
        assertThat(Files.readString(file)).isEqualTo(JournalFile.line(SETTLED));
        assertThat(Files.readString(folder.resolve("journal.1.jsonl"))).isEqualTo(JournalFile.line(STEP));
    }
}
