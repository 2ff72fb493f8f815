// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.modkit.shell.verb.Refusal;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.Verbs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: reads its request, answers, ends. Confined to the connection's own thread. */
final class Connection implements Runnable, Reply {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int LONGEST_REQUEST = 64 * 1024;

    private final SocketChannel channel;
    private final Verbs verbs;
    private final Watch watch;

    // Once the client is gone, the verb goes on and what it says is dropped: 'stop' must not depend on its asker.
    private boolean gone;

    Connection(SocketChannel channel, Verbs verbs, Watch watch) {
        this.channel = channel;
        this.verbs = verbs;
        this.watch = watch;
    }

    @Override
    public void run() {
        try (channel) {
            String line = watch.over(channel, this::readLine);
            int exit = answer(line);
            send(json -> json.writeNumberField("exit", exit));
        } catch (IOException e) {
            LOG.debug("A client of the control channel went away before it had asked.", e);
        }
    }

    private int answer(String line) {
        try {
            ControlRequest request = ControlRequest.of(line);
            return verbs.run(request.verb(), request.asked(), this);
        } catch (Refusal e) {
            err(e.getMessage());
            return e.exit();
        }
    }

    @Override
    public void out(String text) {
        send(json -> json.writeStringField("out", text));
    }

    @Override
    public void err(String text) {
        send(json -> json.writeStringField("err", text));
    }

    /** Reads up to the first line end or the end, and no more than anybody needs. */
    private String readLine() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_REQUEST);
        int seen = 0;
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            for (; seen < bytes.position(); seen++) {
                if (bytes.get(seen) == '\n') {
                    return new String(bytes.array(), 0, seen, StandardCharsets.UTF_8);
                }
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Writes the one field of an answer. */
    @FunctionalInterface
    private interface Field {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private void send(Field field) {
        if (gone) {
            return;
        }
        try {
            ByteBuffer line = StandardCharsets.UTF_8.encode(object(field) + "\n");
            while (line.hasRemaining()) {
                watch.over(channel, () -> channel.write(line));
            }
        } catch (IOException e) {
            gone = true;
            LOG.debug("A client of the control channel went away before it was answered.", e);
        }
    }

    private static String object(Field field) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            field.writeTo(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
