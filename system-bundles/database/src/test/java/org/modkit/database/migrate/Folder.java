// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that stands for a module's bundle. */
final class Folder implements ChangeLogFiles {
    private final Path root;
    private final ClassLoader loader;

    Folder(Path root) {
        this(root, Folder.class.getClassLoader());
    }

    Folder(Path root, ClassLoader loader) {
        this.root = root;
        this.loader = loader;
    }

    /** Writes a file; lines are joined. */
    Folder with(String path, String... lines) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a change log in SQL, with a change set for each statement: {@code id: statement}. */
    Folder withSql(String path, String... changeSets) {
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
        for (String changeSet : changeSets) {
            String[] parts = changeSet.split(": ", 2);
            text.append("--changeset ann:")
                    .append(parts[0])
                    .append('\n')
                    .append(parts[1])
                    .append(";\n");
        }
        return with(path, text.toString());
    }

    ChangeLog log(String module, String path) {
        return new ChangeLog(module, path, this);
    }

    @Override
    public Optional<URL> find(String path) {
        Path file = root.resolve(path);
        try {
            return Files.isRegularFile(file) ? Optional.of(file.toUri().toURL()) : Optional.empty();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> list(String folder, boolean recursive) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start, recursive ? Integer.MAX_VALUE : 1)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }
}
