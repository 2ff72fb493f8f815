// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.modkit.api.status.JournalEntry;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.plan.Effects;
import org.slf4j.Logger;

/**
 * Tells the world of effects, in order: journal and log, then those who wait for a reply, then listeners.
 *
 * <p>Two threads. {@code modkit-report} writes and replies; {@code modkit-listeners} calls listeners, so a slow one
 * keeps neither the journal nor a bundle that waits to go.
 */
public final class Reporter implements AutoCloseable {
    private static final Effects END =
            new Effects(List.of(), List.of(), List.of(), List.of(), List.of(), Snapshot.empty(), 1);

    private final BlockingQueue<Effects> effects = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<JournalEntry>> heard = new LinkedBlockingQueue<>();
    private final Memory memory = new Memory();
    private final Logger log;
    private final Narrator narrator;
    private final Consumer<JournalEntry> listeners;
    private final Thread reporting = new Thread(this::report, "modkit-report");
    private final Thread listening = new Thread(this::listen, "modkit-listeners");
    /** Null if there is none. Belongs to the report thread. */
    private JournalFile file;

    /**
     * Creates a reporter that is not running yet.
     *
     * @param log where to write log lines
     * @param journal the journal's file; empty for none
     * @param listeners called with every entry, on a thread of its own
     */
    public Reporter(Logger log, Optional<Path> journal, Consumer<JournalEntry> listeners) {
        this.log = log;
        this.narrator = new Narrator(log);
        this.listeners = listeners;
        journal.ifPresent(this::openFile);
    }

    private void openFile(Path path) {
        try {
            file = new JournalFile(path);
        } catch (IOException e) {
            complainOfFile(path.toString(), e);
        }
    }

    private void complainOfFile(String path, IOException e) {
        log.warn("The journal can't be written to '{}': {}. Make the folder writable and restart.", path, e.toString());
        file = null;
    }

    /** Begins to run. */
    public void open() {
        reporting.setDaemon(true);
        listening.setDaemon(true);
        reporting.start();
        listening.start();
    }

    /**
     * Takes effects; called by the loop thread, returns at once.
     *
     * @param next the effects
     */
    public void accept(Effects next) {
        if (!next.events().isEmpty() || !next.replies().isEmpty()) {
            effects.add(next);
        }
    }

    Memory memory() {
        return memory;
    }

    private void report() {
        try {
            for (Effects next = effects.take(); next != END; next = effects.take()) {
                var entries = tell(next);
                next.replies().forEach(this::reply);
                entries.forEach(entry -> heard.add(Optional.of(entry)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heard.add(Optional.empty());
    }

    private List<JournalEntry> tell(Effects next) {
        var entries = new ArrayList<JournalEntry>(next.events().size());
        for (Event event : next.events()) {
            try {
                entries.add(narrator.tell(event, next.snapshot()));
            } catch (RuntimeException | Error e) {
                // A sentence that can't be made must not keep those who wait for a reply.
                log.error("The event {} could not be told. This is a bug in the runtime; report it.", event.seq(), e);
            }
        }
        entries.forEach(memory::add);
        write(entries);
        return entries;
    }

    private void write(List<JournalEntry> entries) {
        if (file == null || entries.isEmpty()) {
            return;
        }
        try {
            for (JournalEntry entry : entries) {
                file.write(entry);
            }
            file.flush();
        } catch (IOException e) {
            complainOfFile("journal.jsonl", e);
        }
    }

    private void reply(Runnable reply) {
        try {
            reply.run();
        } catch (RuntimeException | Error e) {
            log.warn("Somebody who waited for the runtime threw when it replied.", e);
        }
    }

    private void listen() {
        try {
            for (var next = heard.take(); next.isPresent(); next = heard.take()) {
                listeners.accept(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what is still to be told, and ends. A listener that does not return is left behind. */
    @Override
    public void close() {
        effects.add(END);
        try {
            reporting.join();
            listening.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            complainOfFile("journal.jsonl", e);
        }
    }
}
