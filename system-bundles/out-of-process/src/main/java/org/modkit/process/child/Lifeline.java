// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What ties a child to its host: when the host is gone, however it went, the child ends.
 *
 * <p>Two signs are watched, each enough: standard input, which the host holds open and the system closes when the host
 * dies, and the host's process. Called by the launcher of a child on its first thread: {@link #handover} first, if at all,
 * then {@link #hold}. Needs nothing but the JDK.
 */
public final class Lifeline {
    /** The exit code of a child whose host has gone. */
    public static final int HOST_GONE = 78;

    private static final int MOST_DIGITS = 10;

    private final Map<String, String> environment;
    private final InputStream input;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /**
     * Takes the two ends of the line.
     *
     * @param environment of this process; {@code System.getenv()}
     * @param input of this process, that nobody else reads; {@code System.in}
     */
    public Lifeline(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    /**
     * Tells whether this process is somebody's child at all.
     *
     * @return whether a host said which process it is
     */
    public boolean isChild() {
        return environment.containsKey(ChildEnvironment.HOST);
    }

    /**
     * Takes what the host hands over, and removes it where it lay. To be called once, before {@link #hold}.
     *
     * @return the document, or nothing if there is none
     * @throws IOException if it cannot be read, or is not complete
     */
    public Optional<byte[]> handover() throws IOException {
        String place = environment.get(ChildEnvironment.CONFIG_FILE);
        if (place == null) {
            return Optional.empty();
        }
        if (place.equals(ChildEnvironment.STANDARD_INPUT)) {
            return Optional.of(isChild() ? framed() : input.readAllBytes());
        }
        Path file = Path.of(place);
        byte[] document = Files.readAllBytes(file);
        Files.deleteIfExists(file);
        return Optional.of(document);
    }

    /**
     * Ends this process when the host has gone: first all it started, then itself with its shutdown hooks, and after the
     * grace everything at once.
     *
     * @param grace how long it may take; what it started gets half of it
     */
    public void hold(Duration grace) {
        hold(() -> end(grace));
    }

    /**
     * Calls somebody, once, when the host has gone.
     *
     * @param hostGone called on a thread of the lifeline or of the JDK
     */
    public void hold(Runnable hostGone) {
        Runnable once = () -> {
            if (isOver.compareAndSet(false, true)) {
                hostGone.run();
            }
        };
        daemon("modkit-lifeline", () -> {
            drain();
            once.run();
        });
        Optional<ProcessHandle> host = Identity.parse(environment.getOrDefault(ChildEnvironment.HOST, ""))
                .flatMap(Identity::process);
        if (host.isPresent()) {
            host.get().onExit().thenRun(once);
        } else {
            once.run();
        }
    }

    private void drain() {
        byte[] unread = new byte[256];
        try {
            while (input.read(unread) >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A line that cannot be read holds nobody.
            return;
        }
    }

    private byte[] framed() throws IOException {
        var digits = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < '0' || next > '9' || digits.size() == MOST_DIGITS) {
                throw new IOException("Standard input should begin with a line that is the number of bytes that follow,"
                        + " but does not. Is this process started by a host?");
            }
            digits.write(next);
        }
        int announced = Integer.parseInt(digits.toString(StandardCharsets.US_ASCII));
        byte[] document = input.readNBytes(announced);
        if (document.length < announced) {
            throw new EOFException("Standard input should hold " + announced + " bytes, but ended after "
                    + document.length + ". The host has probably gone.");
        }
        return document;
    }

    private void end(Duration grace) {
        daemon("modkit-lifeline-last", () -> {
            try {
                new CountDownLatch(1).await(grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody may keep this process alive.
                Thread.currentThread().interrupt();
            }
            kill();
        });
        tree().stop(List.of(ProcessHandle.current()), grace.dividedBy(2));
        Runtime.getRuntime().exit(HOST_GONE);
    }

    private void kill() {
        tree().kill(List.of(ProcessHandle.current()));
        Runtime.getRuntime().halt(HOST_GONE);
    }

    ProcessTree tree() {
        return new ProcessTree(environment.getOrDefault(ChildEnvironment.INSTANCE, ""));
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
