// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a container over its control channel. Blocks until the answer is complete. */
public final class ControlClient {
    private static final int SCHEMA = 1;

    private final Path socket;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Creates a client.
     *
     * @param socket where the container listens
     * @param out where answers go
     * @param err where complaints go
     */
    public ControlClient(Path socket, PrintStream out, PrintStream err) {
        this.socket = socket;
        this.out = out;
        this.err = err;
    }

    /**
     * A question.
     *
     * @param verb what is asked
     * @param arguments the words behind it
     * @param json whether the answer is for a machine
     * @param width how many characters fit on a line
     */
    public record Question(String verb, List<String> arguments, boolean json, int width) {
        private String line() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("schema", SCHEMA);
            fields.put("verb", verb);
            fields.put("arguments", arguments);
            fields.put("json", json);
            fields.put("width", width);
            return JsonText.of(fields) + "\n";
        }
    }

    /**
     * Asks, and prints the answer while it arrives.
     *
     * @param question what is asked
     * @return the exit code the container names; empty if it ended before it had named one
     * @throws IOException if nobody listens
     */
    public Optional<Integer> ask(Question question) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return talk(channel, question);
        }
    }

    private Optional<Integer> talk(SocketChannel channel, Question question) {
        try {
            ByteBuffer line = StandardCharsets.UTF_8.encode(question.line());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            return print(new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // It listened and ended meanwhile; what that means is for the asker to say.
            return Optional.empty();
        }
    }

    private Optional<Integer> print(BufferedReader answer) throws IOException {
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            Frame frame = Frame.of(line);
            switch (frame.kind()) {
                case "out" -> out.println(frame.value());
                case "err" -> err.println(frame.value());
                case "exit" -> {
                    return Optional.of(Integer.parseInt(frame.value()));
                }
                default -> {
                    // A kind of a later version: what it adds may be missed, what it replaces would have a new schema.
                }
            }
        }
        return Optional.empty();
    }
}
