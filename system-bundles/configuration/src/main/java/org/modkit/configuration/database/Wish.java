// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that was said for one module, merged, before it is known to make sense.
 *
 * @param module the module's name
 * @param own its own section
 * @param layer what it says about the address, laid over its server's
 * @param folder where its files are
 * @param findings gets what makes no sense
 */
record Wish(String module, Section own, Layer layer, Path folder, Findings findings) {
    /** The engine by its key or by the scheme of the DSN; empty if there is neither, or if they contradict each other. */
    Optional<Engine> engine() {
        Optional<Said> named = layer.part("engine");
        Optional<Engine> byDsn =
                layer.dsnEngine().isEmpty() ? Optional.empty() : Optional.of(Engine.named(layer.dsnEngine()));
        if (named.isPresent() && byDsn.isPresent()) {
            Engine engine = Engine.named(named.get().text());
            if (engine != byDsn.get()) {
                findings.add(
                        named.get().key(),
                        "is '" + named.get().text() + "', but the scheme of "
                                + layer.dsn().orElseThrow() + " is that of '" + layer.dsnEngine() + "'",
                        "Remove one of the two.");
                return Optional.empty();
            }
            return Optional.of(engine);
        }
        if (named.isEmpty() && byDsn.isEmpty() && layer.dsn().isEmpty()) {
            findings.add(
                    own.path("engine"),
                    "is missing, and neither a 'server' nor a 'dsn' tells it",
                    "Write 'engine: h2' or 'engine: postgres', or name a server.");
        }
        return named.map(said -> Engine.named(said.text())).or(() -> byDsn);
    }

    /** Says of each of some keys that it does not belong here. */
    void reject(List<String> keys, String why, String remedy) {
        keys.forEach(key -> layer.part(key).ifPresent(said -> {
            // What came out of a DSN is not a key of its own.
            if (layer.dsn().filter(dsn -> dsn.key().equals(said.key())).isEmpty()) {
                findings.add(said.key(), why, remedy);
            }
        }));
    }

    /** Files are for H2 alone, and only a module has them. */
    void rejectFiles(String engine) {
        List.of("file", "path")
                .forEach(key -> own.text(key)
                        .ifPresent(said -> findings.add(
                                said.key(),
                                "is for the engine 'h2', but the engine is '" + engine + "'",
                                "Remove it, or write 'engine: h2' for a database of the module's own.")));
    }
}
