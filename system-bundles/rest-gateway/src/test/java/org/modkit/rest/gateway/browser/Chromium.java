// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A Chromium without a window, in a process of its own, which ends with everything it has started. */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String LISTENS = "DevTools listening on ";
    private static final long PATIENCE_S = 60;

    /** It is not to ask the outside for anything, and finds nobody there if it does. */
    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-breakpad",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "about:blank");

    private final Process process;
    private final DevTools devTools;

    private Chromium(Process process, DevTools devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    /**
     * Starts the one that {@code CHROME_BIN} names, or that is on the path. Without one the test is skipped, or fails if the
     * system property {@code modkit.browser} says {@code required}.
     */
    public static Chromium in(Path folder) throws Exception {
        Path program = found().orElseThrow(Chromium::missing);
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--user-data-dir=" + folder);
        if ("root".equals(System.getProperty("user.name"))) {
            // Its sandbox does not work for root.
            command.add("--no-sandbox");
        }
        command.addAll(OPTIONS);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(process, DevTools.at(address(process).get(PATIENCE_S, TimeUnit.SECONDS)));
        } catch (Exception e) {
            List<ProcessHandle> all = all(process);
            all.forEach(ProcessHandle::destroyForcibly);
            end(all);
            throw e;
        }
    }

    private static Optional<Path> found() {
        String named = System.getenv("CHROME_BIN");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RuntimeException missing() {
        String sentence = "No browser is installed: none of " + NAMES + " is on the path, and CHROME_BIN names none.";
        if ("required".equals(System.getProperty("modkit.browser"))) {
            throw new AssertionError(sentence + " Install one, since 'modkit.browser' is 'required'.");
        }
        System.out.println("SKIPPED, the page in a browser. " + sentence);
        return new TestAbortedException(sentence);
    }

    /** Reads on until the browser ends, so that it never waits for a reader. */
    private static CompletableFuture<URI> address(Process process) {
        var address = new CompletableFuture<URI>();
        var reader = new Thread(
                () -> {
                    var said = new StringBuilder();
                    try (BufferedReader lines = process.errorReader()) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.startsWith(LISTENS)) {
                                address.complete(URI.create(line.substring(LISTENS.length())));
                            }
                            if (!address.isDone()) {
                                said.append(line).append('\n');
                            }
                        }
                    } catch (IOException e) {
                        said.append(e);
                    }
                    address.completeExceptionally(new IOException("The browser has ended. It said:\n" + said));
                },
                "browser's words");
        reader.setDaemon(true);
        reader.start();
        return address;
    }

    /** Opens an empty page. */
    public Page page() throws Exception {
        return Page.in(devTools);
    }

    /** Lets it end by itself, since only then it leaves its folder alone. */
    public void close() throws Exception {
        List<ProcessHandle> all = all(process);
        try {
            devTools.call("Browser.close", "");
        } finally {
            devTools.close();
            end(all);
        }
    }

    private static List<ProcessHandle> all(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private static void end(List<ProcessHandle> all) throws Exception {
        var ends =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ends.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            ends.get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }
}
