// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** What a module writes its answer to. It may be ended under its hands. */
final class ResponseStream extends OutputStream {
    /** For those who come too late. */
    static final OutputStream ENDED = ended();

    private static final long PATIENCE_MS = 500;

    private final OutputStream into;
    /** Not a monitor, which would hold on to the carrier of a virtual thread. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean hasEnded;

    private ResponseStream(OutputStream into) {
        this.into = into;
    }

    static ResponseStream of(Response response) {
        return new ResponseStream(Content.Sink.asOutputStream(response));
    }

    static ResponseStream nowhere() {
        return new ResponseStream(nullOutputStream());
    }

    private static OutputStream ended() {
        var stream = nowhere();
        stream.hasEnded = true;
        return stream;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        writing.lock();
        try {
            check();
            into.write(bytes, from, length);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            check();
            into.flush();
        } finally {
            writing.unlock();
        }
    }

    private void check() throws IOException {
        if (hasEnded) {
            throw new IOException("The response has ended.");
        }
    }

    /** Lets nothing more through. False if a write is under way and stays so, because nobody reads what it writes. */
    boolean end() {
        hasEnded = true;
        boolean isMine = false;
        try {
            isMine = writing.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isMine) {
                writing.unlock();
            }
        }
        return isMine;
    }
}
