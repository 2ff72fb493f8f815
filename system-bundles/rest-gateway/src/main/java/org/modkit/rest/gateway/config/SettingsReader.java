// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.modkit.api.rest.RouteLimit;

/** Reads the module's section {@code config}, all of it, and collects what is wrong. */
public final class SettingsReader {
    private static final int MANY = 1_000_000;

    /** A name, an address of four numbers, or a longer one, which has two colons at least; none with a port. */
    private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*]?");

    private final Values values;
    private final String bind;
    private final boolean isLoopback;

    private SettingsReader(Values values) {
        this.values = values;
        this.bind = values.text("bind", "127.0.0.1");
        this.isLoopback = isLoopback(bind);
    }

    /**
     * Reads it.
     *
     * @param section a tree of maps, lists and single values; keys may have dots between levels as well
     * @return the settings and what is wrong
     */
    public static Reading read(Map<String, ?> section) {
        var values = new Values(flat(section));
        Settings settings = new SettingsReader(values).settings();
        return new Reading(settings, values.end());
    }

    private static TreeMap<String, Object> flat(Map<String, ?> section) {
        var flat = new TreeMap<String, Object>();
        section.forEach((key, value) -> flatten(key, value, flat));
        return flat;
    }

    private static void flatten(String key, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((below, each) -> flatten(key + "." + below, each, flat));
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                flatten(key + "." + index, list.get(index), flat);
            }
        } else {
            flat.put(key, value);
        }
    }

    private Settings settings() {
        Settings.Listen listen = listen();
        return new Settings(
                listen, tls(), connections(), limits(), rate(), auth(listen), cors(), parking(), documents(), paths());
    }

    private Settings.Listen listen() {
        boolean isForwarded = values.flag("forwarded", false);
        return new Settings.Listen(
                bind,
                values.number("port", 8080, 0, 65_535),
                values.file("unix_socket"),
                hosts(isForwarded),
                isForwarded,
                values.number("threads", 200, 8, 10_000));
    }

    /** What a proxy at this machine asks for is as it pleases, and elsewhere nobody knows all names of a machine. */
    private Hosts hosts(boolean isForwarded) {
        List<String> named = values.list("hosts", List.of());
        for (String name : named) {
            if (!HOST.matcher(name).matches()) {
                values.problem(
                        "'hosts' must have names or addresses without scheme and port, such as 'shop.example', but"
                                + " has '" + name + "'");
            }
        }
        var all = new ArrayList<>(named);
        // That is what this machine is called by whoever has written it.
        all.add(bind);
        return Hosts.of(!named.isEmpty() || isLoopback && !isForwarded, all);
    }

    private Settings.Tls tls() {
        var tls = new Settings.Tls(
                values.file("tls.keystore"),
                values.file("tls.certificate"),
                values.file("tls.key"),
                values.text("tls.password", ""));
        if (tls.keystore().isPresent() && tls.certificate().isPresent()) {
            values.problem("'tls.keystore' and 'tls.certificate' must not both be set");
        }
        if (tls.key().isPresent() && tls.certificate().isEmpty()) {
            values.problem("'tls.key' must come with 'tls.certificate'");
        }
        if (!tls.password().isEmpty() && tls.keystore().isEmpty()) {
            values.problem("'tls.password' must come with 'tls.keystore'");
        }
        return tls;
    }

    private Settings.Connections connections() {
        return new Settings.Connections(
                values.number("limits.connections", 4096, 1, 1_000_000),
                values.time("limits.idle", Duration.ofSeconds(30)),
                values.time("limits.header_time", Duration.ofSeconds(10)),
                (int) values.size("limits.header", 8L << 10));
    }

    private Settings.Limits limits() {
        return new Settings.Limits(
                values.timeOrNone("limits.timeout", Duration.ofSeconds(30)),
                values.time("limits.drain", Duration.ofSeconds(10)),
                values.sizeOrNone("limits.body", 16L << 20));
    }

    private Settings.Rate rate() {
        boolean isEnabled = values.flag("rate_limit.enabled", true);
        var usual = new Bounds(
                values.number("rate_limit.rps", 50, RouteLimit.UNLIMITED, MANY),
                values.number("rate_limit.burst", 100, 1, MANY),
                values.number("rate_limit.in_flight", 64, RouteLimit.UNLIMITED, MANY));
        var modules = new LinkedHashMap<String, Bounds>();
        for (String module : values.namesBelow("rate_limit.modules")) {
            String section = "rate_limit.modules." + module + ".";
            modules.put(
                    module,
                    new Bounds(
                            values.number(section + "rps", RouteLimit.AS_CONFIGURED, RouteLimit.UNLIMITED, MANY),
                            values.number(section + "burst", RouteLimit.AS_CONFIGURED, 1, MANY),
                            values.number(
                                    section + "in_flight", RouteLimit.AS_CONFIGURED, RouteLimit.UNLIMITED, MANY)));
        }
        return new Settings.Rate(isEnabled, usual, modules);
    }

    /** Who listens at loopback behind a proxy is called from elsewhere all the same. */
    private Settings.Auth auth(Settings.Listen listen) {
        String required = values.choice("auth.required", "auto", List.of("auto", "always", "never"));
        boolean isExposed = listen.forwarded() || !isLoopback;
        return new Settings.Auth(required.equals("auto") ? isExposed : required.equals("always"));
    }

    /** An address that can't be resolved is none of this machine alone. */
    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Settings.Cors cors() {
        var cors = new Settings.Cors(
                values.flag("cors.enabled", false),
                values.list("cors.allowed_origins", List.of("*")),
                values.list("cors.allowed_methods", List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
                values.list("cors.allowed_headers", List.of("*")),
                values.flag("cors.allow_credentials", false),
                values.time("cors.max_age", Duration.ofMinutes(10)));
        if (cors.enabled() && cors.credentials() && cors.origins().contains("*")) {
            values.problem("'cors.allow_credentials' can't be 'true' while 'cors.allowed_origins' has '*', since every"
                    + " page of the web could act for its visitors");
        }
        return cors;
    }

    private Settings.Parking parking() {
        return new Settings.Parking(
                values.time("parking.wait", Duration.ofSeconds(10)),
                values.number("parking.requests", 256, 0, 100_000));
    }

    private Settings.Documents documents() {
        return new Settings.Documents(
                values.flag("docs", true),
                values.text("openapi.title", "API Documentation"),
                values.text("openapi.version", "0.1.0"),
                values.text("openapi.description", ""),
                values.flag("access_log", true));
    }

    private Map<String, String> paths() {
        var paths = new LinkedHashMap<String, String>();
        values.below("paths").forEach((module, path) -> {
            if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
                values.problem("'paths." + module + "' must be a path such as '/shop' or '/shop/orders', but is '"
                        + path + "'");
            } else if (Settings.isOwn(path)) {
                values.problem("'paths." + module + "' must be a path of its own, but is '" + path
                        + "', which the gateway answers itself");
            } else {
                paths.put(module, path);
            }
        });
        return paths;
    }
}
