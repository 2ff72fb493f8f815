// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modkit.grpc.hub.guest.CalculatorService;

/** Clients that speak HTTP/2 by hand, and badly. */
class AbuseTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    @Test
    void turnsAwayAClientThatAsksAgainAndAgainWhetherSomebodyIsThere() throws Exception {
        try (var hub = RunningHub.with();
                Socket client = new Socket("127.0.0.1", hub.uri().getPort())) {
            client.setSoTimeout((int) Duration.ofSeconds(RunningHub.PATIENCE_S).toMillis());
            var words = new ByteArrayOutputStream();
            words.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
            words.writeBytes(frame(SETTINGS, new byte[0]));
            for (int ping = 0; ping < 10; ping++) {
                words.writeBytes(frame(PING, new byte[8]));
            }
            client.getOutputStream().write(words.toByteArray());

            assertThat(reasonToLeave(new DataInputStream(client.getInputStream())))
                    .isEqualTo(ENHANCE_YOUR_CALM);

            hub.open("sums", new CalculatorService());
            assertThat(RunningHub.add(hub.channel(), 1, 2)).isEqualTo(3);
        }
    }

    private static byte[] frame(int type, byte[] content) {
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0, 0, (byte) content.length, (byte) type, 0, 0, 0, 0, 0});
        frame.writeBytes(content);
        return frame.toByteArray();
    }

    private static int reasonToLeave(DataInputStream hub) throws IOException {
        while (true) {
            int length = hub.readUnsignedShort() << 8 | hub.readUnsignedByte();
            int type = hub.readUnsignedByte();
            hub.skipNBytes(5);
            byte[] content = hub.readNBytes(length);
            if (type == GO_AWAY) {
                return content[7];
            }
        }
    }
}
