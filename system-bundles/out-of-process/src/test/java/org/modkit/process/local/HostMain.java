// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.output.Line;

/** A host in a JVM of its own, which tells what its children tell and waits to be killed. */
public final class HostMain {
    private HostMain() {}

    /** Starts four children with the folder for data as the only argument. */
    public static void main(String[] arguments) throws Exception {
        var backend = new LocalBackend(Path.of(arguments[0]));
        for (String how : List.of("plain", "stubborn", "tree")) {
            run(backend, Starts.jvm(how, HostMain::tell));
        }
        var program = new Program.Executable(Path.of("sh"), List.of("-c", "echo ready $$; exec sleep 1000"));
        run(backend, Starts.of(program, HostMain::tell));
        new CountDownLatch(1).await();
    }

    private static void tell(Line line) {
        System.out.println(line.text());
    }

    /** A child that ends before its host is an end of the proof. */
    private static void run(LocalBackend backend, Start start) throws SpawnException {
        backend.spawn(start).exit().thenAccept(exit -> {
            System.out.println(exit.sentence(false));
            Runtime.getRuntime().halt(1);
        });
    }
}
