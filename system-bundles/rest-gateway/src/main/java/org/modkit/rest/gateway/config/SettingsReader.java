// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the flat keys of the PID {@value #PID}, all of them, and collects what is wrong. */
public final class SettingsReader {
    /** Under which Configuration Admin has them. */
    public static final String PID = "org.modkit.rest";

    private final Values values;

    private SettingsReader(Values values) {
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @param flat keys with dots between levels; lists as {@code key.0}
     * @return the settings and what is wrong
     */
    public static Reading read(Map<String, ?> flat) {
        var values = new Values(new TreeMap<>(flat));
        Settings settings = new SettingsReader(values).settings();
        return new Reading(settings, values.end());
    }

    private Settings settings() {
        return new Settings(listen(), limits(), rate(), cors(), parking(), documents(), paths());
    }

    private Settings.Listen listen() {
        return new Settings.Listen(
                values.text("bind", "127.0.0.1"),
                values.number("port", 8080, 0, 65_535),
                values.number("threads", 200, 8, 10_000),
                values.time("limits.idle", Duration.ofSeconds(30)));
    }

    private Settings.Limits limits() {
        return new Settings.Limits(
                values.time("limits.timeout", Duration.ofSeconds(30)),
                values.time("limits.drain", Duration.ofSeconds(10)),
                values.size("limits.body", 16L << 20),
                (int) values.size("limits.header", 8L << 10));
    }

    private Settings.Rate rate() {
        return new Settings.Rate(
                values.flag("rate_limit.enabled", true),
                values.number("rate_limit.rps", 50, 1, 1_000_000),
                values.number("rate_limit.burst", 100, 1, 1_000_000),
                values.number("rate_limit.in_flight", 64, 1, 1_000_000));
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
            values.problem("'rest.cors.allow_credentials' can't be 'true' while 'rest.cors.allowed_origins' has '*':"
                    + " every page of the web could act for its visitors. Name the origins.");
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
                values.problem("'rest.paths." + module
                        + "' must be a path such as '/shop' or '/shop/orders', but it is '" + path + "'.");
            } else if (Settings.isOwn(path)) {
                values.problem("'rest.paths." + module + "' is '" + path
                        + "', which the gateway answers itself. Choose another path.");
            } else {
                paths.put(module, path);
            }
        });
        return paths;
    }
}
