// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;

/** Hears the journal and retells it: steps as {@code "greeter INIT up ok"}, states as {@code "greeter running"}. */
final class JournalEar implements JournalListener {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void happened(JournalEntry entry) {
        heard.add(entry.module().orElse("container") + " " + what(entry));
    }

    /** Waits for a story and returns all up to it; the next call goes on from there. */
    List<String> until(String last) throws InterruptedException {
        List<String> stories = new ArrayList<>();
        while (!stories.contains(last)) {
            String story = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (story == null) {
                throw new AssertionError("Expected to hear '" + last + "' within " + PATIENCE_SECONDS
                        + " s of silence, but heard " + stories);
            }
            stories.add(story);
        }
        return stories;
    }

    /** Keeps what became of modules, and leaves out what was merely offered or said of the container. */
    static List<String> deeds(List<String> stories) {
        return stories.stream()
                .filter(story -> story.contains(" up ") || story.contains(" down ") || story.endsWith(" running"))
                .toList();
    }

    private static String what(JournalEntry entry) {
        if (entry.kind() != JournalEntry.Kind.STEP) {
            return lower(entry.kind());
        }
        return entry.phase().orElseThrow() + " " + lower(entry.direction().orElseThrow()) + " "
                + lower(entry.outcome().orElseThrow());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
