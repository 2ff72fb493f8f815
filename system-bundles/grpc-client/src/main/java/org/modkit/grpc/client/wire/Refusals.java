// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import org.modkit.api.directory.DirectoryException;

/** What it means when the directory does not answer as hoped, in whole sentences. */
final class Refusals {
    private final String directory;

    Refusals(URI endpoint) {
        this.directory = "The directory at '" + endpoint + "'";
    }

    DirectoryException explained(StatusRuntimeException thrown) {
        Status status = thrown.getStatus();
        String words = ended(status.getDescription() == null ? status.getCode().name() : status.getDescription());
        return new DirectoryException(
                switch (status.getCode()) {
                    case UNAVAILABLE ->
                        directory + " can't be reached: " + ended(root(thrown))
                                + " Look whether its process runs, with the modules 'grpc-hub' and 'directory'.";
                    case DEADLINE_EXCEEDED ->
                        directory + " did not answer within " + RemoteDirectory.PATIENCE.toSeconds()
                                + " s. Look whether its process is busy or stands still.";
                    case UNIMPLEMENTED ->
                        directory
                                + " is none: there is a gRPC server, but the module 'directory' does not run there, or is"
                                + " of an older version. It said: " + words;
                    case CANCELLED -> directory + " was not asked to the end, because the thread was interrupted.";
                    default -> directory + " refuses: " + words;
                },
                thrown);
    }

    DirectoryException odd(String found, RuntimeException cause) {
        return new DirectoryException(
                directory + " gave an answer that makes no sense: " + found + " Look what listens there.", cause);
    }

    /** What the machine said, which grpc-java keeps as a cause; Netty writes the system call and its number before it. */
    private static String root(StatusRuntimeException thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words = root == thrown ? thrown.getStatus().getDescription() : root.getMessage();
        return String.valueOf(words).replaceFirst("^.*\\): ", "");
    }

    private static String ended(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
