// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.modkit.process.child.Lifeline;

/** A child that does as its first argument says, in a JVM of its own. */
public final class ChildMain {
    private ChildMain() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        var lifeline = new Lifeline(System.getenv(), System.in);
        lifeline.handover().ifPresent(bytes -> System.out.println("got " + new String(bytes, StandardCharsets.UTF_8)));
        lifeline.hold(Duration.ofSeconds(1));
        switch (arguments[0]) {
            case "stubborn" -> Runtime.getRuntime().addShutdownHook(new Thread(ChildMain::forever));
            case "tree" -> tree();
            case "mute" -> {
                System.out.println("closing");
                System.out.close();
                System.err.close();
            }
            case "heap" -> heap();
            case "exit" -> {
                tree();
                System.err.println("12:00 ERROR going");
                System.exit(42);
            }
            default -> System.out.println("folder " + System.getProperty("user.dir"));
        }
        System.out.println("ready " + ProcessHandle.current().pid());
        forever();
    }

    /** A process whose parent does not outlive it, so that it is nobody's descendant. */
    private static void tree() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo below $!")
                .inheritIO()
                .start()
                .waitFor();
    }

    private static void heap() {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[1 << 20]);
        }
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
