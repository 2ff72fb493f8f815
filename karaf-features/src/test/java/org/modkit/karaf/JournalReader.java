// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the journal the way an operator's script does: line by line, from its file. */
final class JournalReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"?([^\",}]*)");

    private final Path file;
    private final WatchService watch;

    JournalReader(Path file) throws IOException {
        this.file = file;
        this.watch = file.getFileSystem().newWatchService();
        file.getParent().register(watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
    }

    /** Returns how many entries there are, to look only at later ones. */
    int mark() throws IOException {
        return lines(file).size();
    }

    /** Waits for an entry after the mark, such as {@code "greeter running"}. */
    void await(int mark, String story) throws IOException, InterruptedException {
        await(mark, stories -> stories.contains(story), story);
    }

    /** Tells the steps after the mark as {@code "greeter INIT up ok"} and the states as {@code "greeter running"}. */
    List<String> since(int mark) throws IOException {
        List<String> all = stories(file);
        return all.subList(mark, all.size());
    }

    /** Tells the whole of a journal. */
    static List<String> stories(Path file) throws IOException {
        return lines(file).stream().map(JournalReader::story).toList();
    }

    private void await(int mark, Predicate<List<String>> told, String wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!told.test(since(mark))) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Expected the journal to tell '" + wanted + "' within " + PATIENCE.toSeconds()
                        + " s, but it tells " + since(mark));
            }
            // Something was written since, or will be: the watch was registered before the first look.
            WatchKey written = watch.poll(left, TimeUnit.NANOSECONDS);
            if (written != null) {
                written.pollEvents();
                written.reset();
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        // The last line may still be in the writing.
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String story(String line) {
        String module = field(line, "module");
        String kind = field(line, "kind");
        return module + " "
                + (kind.equals("step")
                        ? field(line, "phase") + " " + field(line, "direction") + " " + field(line, "outcome")
                        : kind);
    }

    private static String field(String line, String name) {
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return field.group(2);
            }
        }
        throw new AssertionError("Expected a field '" + name + "' in the journal's line " + line);
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
