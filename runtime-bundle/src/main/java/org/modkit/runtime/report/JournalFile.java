// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.JournalEntry;

/**
 * Writes the journal, one JSON object a line, in the documented schema 1.
 *
 * <p>Belongs to the report thread. A run of the container begins a new file; the four before it are kept as
 * {@code journal.1.jsonl} and so on, and a file that has grown large is put aside in the same way.
 */
final class JournalFile implements AutoCloseable {
    private static final int KEPT = 4;
    private static final long LARGE = 64L * 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final long large;
    private Writer out;
    private long written;

    JournalFile(Path file) throws IOException {
        this(file, LARGE);
    }

    JournalFile(Path file, long large) throws IOException {
        this.file = file;
        this.large = large;
        Files.createDirectories(file.toAbsolutePath().getParent());
        begin();
    }

    private void begin() throws IOException {
        for (int i = KEPT; i >= 1; i--) {
            Path older = i == 1 ? file : numbered(i - 1);
            if (Files.exists(older)) {
                Files.move(older, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        out = Files.newBufferedWriter(file);
        written = 0;
    }

    private Path numbered(int i) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + i + name.substring(dot));
    }

    void write(JournalEntry entry) throws IOException {
        if (written >= large) {
            out.close();
            begin();
        }
        String line = line(entry);
        out.write(line);
        written += line.length();
    }

    void flush() throws IOException {
        out.flush();
    }

    /** One entry as one line, its end included. */
    static String line(JournalEntry entry) {
        var text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            json.writeNumberField("seq", entry.seq());
            json.writeNumberField("cause", entry.cause());
            json.writeStringField("at", entry.at().toString());
            text(json, "module", entry.module());
            bundle(json, entry.bundle());
            json.writeStringField("kind", lower(entry.kind()));
            text(json, "phase", entry.phase().map(Enum::name));
            text(json, "direction", entry.direction().map(JournalFile::lower));
            text(json, "outcome", entry.outcome().map(JournalFile::lower));
            json.writeNumberField("tookMicros", entry.tookMicros());
            json.writeStringField("text", entry.text());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void text(JsonGenerator json, String key, Optional<String> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void bundle(JsonGenerator json, Optional<BundleRef> bundle) throws IOException {
        if (bundle.isEmpty()) {
            json.writeNullField("bundle");
            return;
        }
        json.writeObjectFieldStart("bundle");
        json.writeStringField("symbolicName", bundle.get().symbolicName());
        json.writeStringField("version", bundle.get().version());
        json.writeNumberField("id", bundle.get().id());
        json.writeEndObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
