// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that can be configured, with values that are safe as they are.
 *
 * @param listen where calls come in
 * @param tls how clients are met; in the clear if there is none
 * @param limits what a call may cost
 * @param keepAlive how silent connections are told from dead ones
 * @param own what the hub serves itself
 */
public record Settings(Listen listen, Optional<Tls> tls, Limits limits, KeepAlive keepAlive, Own own) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");

    /**
     * Tells whether others than this machine's users can read calls on their way.
     *
     * @return whether calls come in from elsewhere and in the clear
     */
    public boolean isExposed() {
        return tls.isEmpty()
                && listen.unixSocket().isEmpty()
                && !LOOPBACK.matcher(listen.bind()).matches();
    }

    /**
     * Where calls come in: at a socket file if there is one, at an address otherwise.
     *
     * @param bind a name or address; loopback unless somebody decides otherwise
     * @param port 0 for any free one
     * @param advertise the host to publish instead of the one bound to
     * @param unixSocket a socket file
     */
    public record Listen(String bind, int port, Optional<String> advertise, Optional<Path> unixSocket) {}

    /**
     * How clients are met.
     *
     * @param certificate the hub's certificate and what vouches for it, as PEM
     * @param key its private key, as PEM in PKCS #8
     * @param password of the key
     * @param clients who vouches for clients, as PEM; they need no certificate if it is absent
     * @param isRequired whether a client without a certificate is turned away
     * @param reload how often the files are looked at, and read again if they have changed
     */
    public record Tls(
            Path certificate,
            Path key,
            Optional<String> password,
            Optional<Path> clients,
            boolean isRequired,
            Duration reload) {
        @Override
        public String toString() {
            return "Tls[" + certificate + "]";
        }
    }

    /**
     * What a call may cost.
     *
     * @param message bytes of one message
     * @param metadata bytes of a call's metadata
     * @param calls at the same time
     * @param callsPerConnection at the same time over one connection
     * @param drain how long calls under way may go on when their module stops
     * @param away how long a service that has gone is said to be unavailable rather than unknown
     */
    public record Limits(int message, int metadata, int calls, int callsPerConnection, Duration drain, Duration away) {}

    /**
     * How silent connections are told from dead ones.
     *
     * @param time of silence, after which the hub asks whether somebody is there
     * @param timeout for the answer
     * @param permit how often a client may ask; who asks more often is turned away
     */
    public record KeepAlive(Duration time, Duration timeout, Duration permit) {}

    /**
     * What the hub serves itself.
     *
     * @param health whether services can be watched
     * @param reflection whether clients may ask what is served
     */
    public record Own(boolean health, boolean reflection) {}
}
