// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.instance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that at most one container uses an instance folder, and tells which process that is.
 *
 * <p>The operating system gives the lock back when the process dies, however it dies. Who only wants to know reads the
 * process's id out of the file and never tries the lock, since that might get in the way of a container that starts.
 */
public final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private InstanceLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes an instance for this process.
     *
     * @param instance the folder, prepared
     * @return the lock; empty if another process has it
     * @throws IOException if the file can't be written
     */
    public static Optional<InstanceLock> tryTake(Instance instance) throws IOException {
        FileChannel channel = FileChannel.open(file(instance), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                var taken = new InstanceLock(channel, lock);
                taken.write(ProcessHandle.current().pid() + " " + startOf(ProcessHandle.current()) + "\n");
                return Optional.of(taken);
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it: two containers in one JVM, as in tests.
        }
        channel.close();
        return Optional.empty();
    }

    /**
     * Returns the process that runs a container on an instance.
     *
     * @param instance the folder, which need not exist
     * @return the process; empty if none is alive
     * @throws IOException if the file is there and can't be read
     */
    public static Optional<ProcessHandle> holder(Instance instance) throws IOException {
        try {
            String[] words = Files.readString(file(instance)).strip().split(" ");
            if (words.length != 2) {
                return Optional.empty();
            }
            // The system gives ids away again; a process that began at another time is not the one.
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process) == Long.parseLong(words[1]));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Path file(Instance instance) {
        return instance.run().resolve("modkit.lock");
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        write("");
        lock.release();
        channel.close();
    }
}
