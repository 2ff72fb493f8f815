// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in one string, taken apart.
 *
 * @param engine what its scheme names
 * @param parts what it has in common with the single keys: {@code host}, {@code port}, {@code dbname}, {@code user},
 *     {@code password}; and {@code location} where it can't be composed of those
 * @param params what else it says
 */
record Dsn(String engine, Map<String, String> parts, Map<String, String> params) {
    static final String LOCATION = "location";

    private static final Pattern POSTGRES =
            Pattern.compile("(?i)(?:jdbc:postgresql|postgresql|postgres):(?://([^/?]*)/?)?([^?]*)(?:\\?(.*))?");
    private static final Pattern H2 = Pattern.compile("(?i)(?:jdbc:)?h2:(.*)");
    private static final Pattern OTHER = Pattern.compile("(?i)jdbc:([^:/]+):.+");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Pattern SINGLE_HOST = Pattern.compile("(\\[[^]]*]|[^:,]*)(?::([^:,]*))?");
    /** A semicolon within a value is written with a backslash. */
    private static final Pattern BETWEEN_SETTINGS = Pattern.compile("(?<!\\\\);");

    static Optional<Dsn> of(Said said, Findings findings) {
        String text = said.text().strip();
        Matcher postgres = POSTGRES.matcher(text);
        if (postgres.matches()) {
            return Optional.of(postgres(postgres));
        }
        Matcher h2 = H2.matcher(text);
        if (h2.matches()) {
            return Optional.of(h2(h2.group(1)));
        }
        Matcher other = OTHER.matcher(text);
        if (other.matches()) {
            return Optional.of(new Dsn(other.group(1).toLowerCase(Locale.ROOT), Map.of(LOCATION, text), Map.of()));
        }
        // Only what stands before the first colon is cited: a password may stand behind it.
        Matcher scheme = SCHEME.matcher(text);
        findings.add(
                said.key(),
                scheme.matches()
                        ? "must be an address whose scheme is known, but the scheme is '" + scheme.group(1) + "'"
                        : "must be an address that begins with a scheme, but does not",
                "Write postgres://HOST/DBNAME, h2:mem:NAME, h2:file:PATH, or the jdbc: address of another engine.");
        return Optional.empty();
    }

    private static Dsn postgres(Matcher matcher) {
        var parts = new LinkedHashMap<String, String>();
        if (matcher.group(1) != null) {
            // A password may hold an '@' itself, so the last one counts.
            int at = matcher.group(1).lastIndexOf('@');
            if (at >= 0) {
                String[] login = matcher.group(1).substring(0, at).split(":", 2);
                put(parts, "user", decoded(login[0]));
                put(parts, "password", login.length > 1 ? decoded(login[1]) : "");
            }
            host(matcher.group(1).substring(at + 1), parts);
        }
        put(parts, "dbname", decoded(matcher.group(2)));
        var params = new LinkedHashMap<String, String>();
        for (String pair : (matcher.group(3) == null ? "" : matcher.group(3)).split("&")) {
            String[] sides = pair.split("=", 2);
            boolean isLogin = sides[0].equals("user") || sides[0].equals("password");
            put(isLogin ? parts : params, sides[0], sides.length > 1 ? decoded(sides[1]) : "true");
        }
        params.remove("");
        return new Dsn("postgres", parts, params);
    }

    private static void host(String hosts, Map<String, String> parts) {
        Matcher single = SINGLE_HOST.matcher(hosts);
        if (single.matches()) {
            put(parts, "host", single.group(1));
            put(parts, "port", single.group(2) == null ? "" : single.group(2));
        } else {
            put(parts, "host", hosts);
        }
    }

    private static Dsn h2(String rest) {
        String[] pieces = BETWEEN_SETTINGS.split(rest);
        var parts = new LinkedHashMap<String, String>();
        var params = new LinkedHashMap<String, String>();
        parts.put(LOCATION, pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            String[] sides = pieces[i].split("=", 2);
            String name = sides[0].strip().toUpperCase(Locale.ROOT);
            boolean isLogin = name.equals("USER") || name.equals("PASSWORD");
            put(
                    isLogin ? parts : params,
                    isLogin ? name.toLowerCase(Locale.ROOT) : name,
                    sides.length > 1 ? sides[1] : "");
        }
        params.remove("");
        return new Dsn("h2", parts, params);
    }

    private static void put(Map<String, String> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    /** A plus stays one: it is a space in forms, not in addresses. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
