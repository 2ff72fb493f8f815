// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modkit.process.child.Identity;

/**
 * The folder of one instance: {@code <data>/<module>/instances/<id>/} with a record of who runs it, the handover, and the
 * working folder. The record is there from before the start until after the end.
 */
final class InstanceFolder {
    /** So many folders of ended instances are kept per module, for whoever looks for what they left. */
    static final int KEPT = 3;

    private static final String INSTANCES = "instances";
    private static final String RECORD = "process";
    private static final String HANDOVER = "handover";
    /** What a container of ours that was killed could not remove: secrets, and copies of bundles. */
    private static final List<String> LEFT_BEHIND = List.of("etc/modkit.yaml", "data/framework.cache");

    private final Path folder;

    private InstanceFolder(Path folder) {
        this.folder = folder;
    }

    static InstanceFolder create(Path data, String module, UUID id) throws IOException {
        Path instances = data.resolve(module).resolve(INSTANCES);
        forgetOld(instances);
        var created = new InstanceFolder(instances.resolve(id.toString()));
        PrivateFile.folder(created.folder);
        Files.createDirectory(created.work());
        created.record(Optional.empty());
        return created;
    }

    /** Finds the folders with a record: of instances that run, or whose hosts did not live to see their end. */
    static List<InstanceFolder> recorded(Path data) throws IOException {
        var found = new ArrayList<InstanceFolder>();
        for (Path module : children(data)) {
            for (Path folder : children(module.resolve(INSTANCES))) {
                if (Files.exists(folder.resolve(RECORD))) {
                    found.add(new InstanceFolder(folder));
                }
            }
        }
        return found;
    }

    String name() {
        return folder.getFileName().toString();
    }

    String module() {
        return folder.getParent().getParent().getFileName().toString();
    }

    Path work() {
        return folder.resolve("work");
    }

    Path guardian() {
        return folder.resolve("guardian.jar");
    }

    Path handOver(byte[] document) throws IOException {
        Path file = folder.resolve(HANDOVER);
        PrivateFile.write(file, document);
        return file;
    }

    /** Notes who runs it; a reader sees the old note or the new one. */
    void record(Optional<Identity> child) throws IOException {
        String host =
                Identity.of(ProcessHandle.current().pid()).map(Identity::text).orElse("");
        Path next = folder.resolve(RECORD + ".next");
        Files.deleteIfExists(next);
        PrivateFile.write(
                next, (host + "\n" + child.map(Identity::text).orElse("") + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(next, folder.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Identity> host() throws IOException {
        return line(0);
    }

    Optional<Identity> child() throws IOException {
        return line(1);
    }

    /** Nothing secret is left, nor the record. */
    void ended() throws IOException {
        Files.deleteIfExists(folder.resolve(HANDOVER));
        Files.deleteIfExists(guardian());
        for (String left : LEFT_BEHIND) {
            if (Files.exists(work().resolve(left), LinkOption.NOFOLLOW_LINKS)) {
                delete(work().resolve(left));
            }
        }
        Files.deleteIfExists(folder.resolve(RECORD + ".next"));
        Files.deleteIfExists(folder.resolve(RECORD));
    }

    void delete() throws IOException {
        delete(folder);
    }

    private Optional<Identity> line(int index) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(RECORD));
        return lines.size() <= index ? Optional.empty() : Identity.parse(lines.get(index));
    }

    private static void forgetOld(Path instances) throws IOException {
        List<Path> ended = new ArrayList<>(children(instances));
        ended.removeIf(folder -> Files.exists(folder.resolve(RECORD)));
        ended.sort(Comparator.comparing(InstanceFolder::modified).reversed());
        for (Path old : ended.subList(Math.min(KEPT, ended.size()), ended.size())) {
            delete(old);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Links are removed, not followed. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
