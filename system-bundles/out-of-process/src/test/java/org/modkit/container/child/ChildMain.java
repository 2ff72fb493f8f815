// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.modkit.process.child.Lifeline;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Stands where the launcher of a child stands in a distribution, and leaves a note of what it was handed. */
public final class ChildMain {
    private ChildMain() {}

    /** Reads, writes its note, and waits to be stopped. */
    public static void main(String[] arguments) throws Exception {
        var lifeline = new Lifeline(System.getenv(), System.in);
        String document = new String(lifeline.handover().orElseThrow(), StandardCharsets.UTF_8);
        lifeline.hold(Duration.ofSeconds(2));
        var handed = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(document);
        var note = new StringBuilder();
        for (Object bundle : (List<?>) handed.get("bundles")) {
            Path file = Path.of(bundle.toString());
            note.append(Files.isRegularFile(file) ? "bundle " : "missing ")
                    .append(file.getFileName())
                    .append('\n');
        }
        note.append("modules ").append(handed.get("modules")).append('\n');
        note.append("install ").append(System.getProperty("modkit.install")).append('\n');
        note.append("heap ").append(Runtime.getRuntime().maxMemory()).append('\n');
        note.append("arguments ").append(List.of(arguments)).append('\n');
        Path home = new File("").getAbsoluteFile().toPath();
        Files.writeString(home.resolve("note.next"), note);
        Files.move(home.resolve("note.next"), home.resolve("note"));
        new CountDownLatch(1).await();
    }
}
