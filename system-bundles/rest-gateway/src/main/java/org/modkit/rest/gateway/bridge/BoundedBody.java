// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Refusal;

/** The content of a request, up to a bound: what its header says about its length need not be true, or there. */
final class BoundedBody extends FilterInputStream {
    private final long most;
    private long read;

    BoundedBody(InputStream content, long most) {
        super(content);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        if (got > 0) {
            count(got);
        }
        return got;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        read += more;
        if (read > most) {
            throw new Refusal(Problem.tooLarge(most));
        }
    }
}
