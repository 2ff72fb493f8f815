// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection that asks the same again and again. Knows no more of HTTP than these answers need. */
final class Client implements AutoCloseable {
    private static final String HEAD_ENDS = "\r\n\r\n";
    private static final String GOOD = "HTTP/1.1 200 ";
    private static final String LENGTH = "Content-Length: ";
    private static final String CHUNKS = "Transfer-Encoding: chunked";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final int LARGEST_ANSWER = 16_384;

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
    private long asked;

    Client(URI resource) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(resource.getHost(), resource.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String text = "GET " + resource.getPath() + " HTTP/1.1\r\nHost: " + resource.getAuthority()
                + "\r\nAccept: application/json" + HEAD_ENDS;
        request = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    void follow(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask() throws IOException {
        answer.clear();
        request.rewind();
        asked = System.nanoTime();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("Expected the request to be sent at once.");
        }
    }

    /** Asks and waits; to be called before {@link #follow} only. */
    String askAndWait() throws IOException {
        ask();
        while (!hasAnswer()) {
            Thread.onSpinWait();
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    /** Reads what is there and tells whether the answer is complete. */
    boolean hasAnswer() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("The server has closed the connection.");
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf(HEAD_ENDS);
        if (head < 0) {
            return false;
        }
        if (!text.startsWith(GOOD)) {
            throw new IOException("Expected status 200, but found: " + text);
        }
        int length = text.lastIndexOf(LENGTH, head);
        if (length < 0) {
            if (text.lastIndexOf(CHUNKS, head) < 0) {
                throw new IOException("Expected a length or chunks, but found: " + text);
            }
            return text.endsWith(LAST_CHUNK);
        }
        int from = length + LENGTH.length();
        int content = Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
        return text.length() == head + HEAD_ENDS.length() + content;
    }

    long nanosSinceAsked() {
        return System.nanoTime() - asked;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
