// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.Attributes;
import io.grpc.Compressor;
import io.grpc.Deadline;
import io.grpc.DecompressorRegistry;
import io.grpc.Status;
import io.grpc.internal.ClientStream;
import io.grpc.internal.ClientStreamListener;
import io.grpc.internal.InsightBuilder;
import java.io.InputStream;

/** A call, whose end is told by {@link LostConnections}. */
final class WatchedStream implements ClientStream {
    private final ClientStream stream;

    WatchedStream(ClientStream stream) {
        this.stream = stream;
    }

    @Override
    public void start(ClientStreamListener told) {
        stream.start(new LostConnections(told));
    }

    @Override
    public void request(int count) {
        stream.request(count);
    }

    @Override
    public void writeMessage(InputStream message) {
        stream.writeMessage(message);
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void optimizeForDirectExecutor() {
        stream.optimizeForDirectExecutor();
    }

    @Override
    public void setCompressor(Compressor compressor) {
        stream.setCompressor(compressor);
    }

    @Override
    public void setMessageCompression(boolean isOn) {
        stream.setMessageCompression(isOn);
    }

    @Override
    public void cancel(Status reason) {
        stream.cancel(reason);
    }

    @Override
    public void halfClose() {
        stream.halfClose();
    }

    @Override
    public void setAuthority(String authority) {
        stream.setAuthority(authority);
    }

    @Override
    public void setFullStreamDecompression(boolean isOn) {
        stream.setFullStreamDecompression(isOn);
    }

    @Override
    public void setDecompressorRegistry(DecompressorRegistry registry) {
        stream.setDecompressorRegistry(registry);
    }

    @Override
    public void setMaxInboundMessageSize(int bytes) {
        stream.setMaxInboundMessageSize(bytes);
    }

    @Override
    public void setMaxOutboundMessageSize(int bytes) {
        stream.setMaxOutboundMessageSize(bytes);
    }

    @Override
    public void setDeadline(Deadline deadline) {
        stream.setDeadline(deadline);
    }

    @Override
    public Attributes getAttributes() {
        return stream.getAttributes();
    }

    @Override
    public void appendTimeoutInsight(InsightBuilder insight) {
        stream.appendTimeoutInsight(insight);
    }
}
