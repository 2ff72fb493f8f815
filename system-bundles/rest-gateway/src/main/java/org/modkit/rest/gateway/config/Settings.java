// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured, with values that are safe as they are.
 *
 * @param listen where requests come in
 * @param tls how clients know who this is
 * @param connections what a connection may cost
 * @param limits what a request may cost
 * @param rate how many requests a route takes
 * @param auth who has to say who they are
 * @param cors which other origins may call from a browser
 * @param parking how requests wait for a module that is being replaced
 * @param documents what the gateway tells about modules
 * @param paths where modules are mounted, by their names; for all others it is their name
 */
public record Settings(
        Listen listen,
        Tls tls,
        Connections connections,
        Limits limits,
        Rate rate,
        Auth auth,
        Cors cors,
        Parking parking,
        Documents documents,
        Map<String, String> paths) {
    private static final List<String> OWN =
            List.of("/openapi.json", "/openapi.yaml", "/docs", "/health", "/healthz", "/readyz", "/modules");

    /** Copies the map. */
    public Settings {
        paths = Map.copyOf(paths);
    }

    /**
     * Returns the same with files found.
     *
     * @param home the folder that names of files without one are below
     * @return settings in which files have their whole path
     */
    public Settings in(Path home) {
        var there = new Listen(
                listen.host(),
                listen.port(),
                listen.socket().map(home::resolve),
                listen.hosts(),
                listen.forwarded(),
                listen.threads());
        var proof = new Tls(
                tls.keystore().map(home::resolve),
                tls.certificate().map(home::resolve),
                tls.key().map(home::resolve),
                tls.password());
        return new Settings(there, proof, connections, limits, rate, auth, cors, parking, documents, paths);
    }

    /**
     * Returns where a module is mounted.
     *
     * @param module its name
     * @return a path that begins with a slash and does not end with one
     */
    public String pathOf(String module) {
        return paths.getOrDefault(module, "/" + module);
    }

    /**
     * Tells whether the gateway answers somewhere itself.
     *
     * @param path a path
     * @return whether no module can be there
     */
    public static boolean isOwn(String path) {
        return OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
    }

    /**
     * Where requests come in.
     *
     * @param host a name or address; loopback unless somebody decides otherwise
     * @param port 0 for any free one
     * @param socket a Unix domain socket as well, if there is to be one
     * @param hosts which hosts requests may ask for
     * @param forwarded whether a proxy in front says whom it asks for
     * @param threads how many at most, where the JVM has no virtual ones
     */
    public record Listen(String host, int port, Optional<Path> socket, Hosts hosts, boolean forwarded, int threads) {}

    /**
     * What proves to clients who this is. Without a key there is no TLS.
     *
     * @param keystore a file of type PKCS12 or JKS
     * @param certificate a file with a certificate and those that vouch for it, in PEM, instead of that
     * @param key a file with the key to that certificate, in PEM
     * @param password of the keystore
     */
    public record Tls(Optional<Path> keystore, Optional<Path> certificate, Optional<Path> key, String password) {
        /**
         * Tells whether clients are to be spoken to in TLS.
         *
         * @return whether there is a key
         */
        public boolean isOn() {
            return keystore.isPresent() || certificate.isPresent();
        }

        /** Without the password, since this ends in logs. */
        @Override
        public String toString() {
            return "Tls[keystore=" + keystore + ", certificate=" + certificate + ", key=" + key + "]";
        }
    }

    /**
     * What a connection may cost.
     *
     * @param connections how many at the same time; others wait to be accepted
     * @param idle how long a connection may say nothing, which is also what a slow client has for each read
     * @param header how long the line and the headers of a request may take, however steadily they come
     * @param headerSize bytes of the request line and all headers
     */
    public record Connections(int connections, Duration idle, Duration header, int headerSize) {}

    /**
     * What a request may cost.
     *
     * @param timeout until the answer begins; zero for as long as it takes
     * @param drain how long requests under way may go on when the gateway stops
     * @param body bytes; {@link Long#MAX_VALUE} for as many as come
     */
    public record Limits(Duration timeout, Duration drain, long body) {}

    /**
     * How many requests one route takes; a route is a method and a path as its author wrote it.
     *
     * @param enabled whether there is any limit
     * @param usual what holds where nobody says otherwise
     * @param modules what holds for the routes of single modules, whatever their authors say
     */
    public record Rate(boolean enabled, Bounds usual, Map<String, Bounds> modules) {
        /** Copies the map. */
        public Rate {
            modules = Map.copyOf(modules);
        }

        /**
         * Returns what holds for a route.
         *
         * @param module whose it is
         * @param authors what its author says
         * @return bounds that are all said
         */
        public Bounds of(String module, Bounds authors) {
            return modules.getOrDefault(module, Bounds.UNSAID).over(authors).over(usual);
        }
    }

    /**
     * Who has to say who they are.
     *
     * @param required whether those have to who call a route of which its author says nothing
     */
    public record Auth(boolean required) {}

    /**
     * Which other origins may call from a browser.
     *
     * @param enabled whether any may
     * @param origins origins, or {@code *}
     * @param methods methods
     * @param headers names of headers, or {@code *}
     * @param credentials whether cookies may be sent along
     * @param maxAge how long a browser may remember that
     */
    public record Cors(
            boolean enabled,
            List<String> origins,
            List<String> methods,
            List<String> headers,
            boolean credentials,
            Duration maxAge) {
        /** Copies the lists. */
        public Cors {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
        }
    }

    /**
     * How requests wait for a module that is being replaced.
     *
     * @param patience how long each
     * @param requests how many at the same time; 0 for none
     */
    public record Parking(Duration patience, int requests) {}

    /**
     * What the gateway tells about modules.
     *
     * @param enabled whether there is a document and a page that shows it
     * @param title its title
     * @param version its version
     * @param description what it says first
     * @param accessLog whether each request is logged
     */
    public record Documents(boolean enabled, String title, String version, String description, boolean accessLog) {}
}
