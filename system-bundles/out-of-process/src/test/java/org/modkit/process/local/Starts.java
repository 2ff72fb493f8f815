// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.modkit.process.backend.Handover;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.Start;
import org.modkit.process.output.Line;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** What the proofs start. */
final class Starts {
    private Starts() {}

    static Start jvm(String how, Consumer<Line> output) {
        return of(jvm(how), output);
    }

    static Program.Jvm jvm(String how) {
        var options = new Program.Options(OptionalLong.of(32L << 20), List.of("-XX:+UseSerialGC"));
        return new Program.Jvm(classPath(), ChildMain.class.getName(), List.of(how), options);
    }

    /** Where the classes are, whatever class path a build gives to its proofs. */
    static List<Path> classPath() {
        return Stream.of(LocalBackend.class, ChildMain.class, LoggerFactory.class, SimpleLogger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())))
                .toList();
    }

    static Start of(Program program, Consumer<Line> output) {
        return new Start("calc", UUID.randomUUID(), program, Start.Surroundings.NONE, Optional.empty(), output);
    }

    static Start with(Start start, Handover handover) {
        return new Start(
                start.module(),
                start.id(),
                start.program(),
                start.surroundings(),
                Optional.of(handover),
                start.output());
    }

    static Start in(Start start, Start.Surroundings surroundings) {
        return new Start(start.module(), start.id(), start.program(), surroundings, start.handover(), start.output());
    }
}
