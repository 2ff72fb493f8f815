// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolver;

/**
 * What a child is told of databases: what its modules need and no more, with the values that variables of this process have,
 * since it has other variables, and with files where they are for this process, since it has another home. Pure.
 */
final class DatabaseSections {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final String DATABASE = "database";
    private static final String SERVERS = "servers";
    private static final String DEFAULT = "default";
    private static final String DSN = "dsn";

    private final Map<String, Object> top;
    private final Map<String, String> environment;
    private final Resolver resolver;

    DatabaseSections(Map<String, Object> top, Map<String, String> environment, Function<String, Path> folders) {
        this.top = top;
        this.environment = environment;
        this.resolver = new Resolver(top, environment, folders);
    }

    /** The section at the top, with the servers that modules name. */
    Map<String, Object> top(Collection<Map<String, Object>> modules) {
        var named = new TreeSet<String>();
        modules.forEach(module -> server(Trees.section(module, DATABASE)).ifPresent(named::add));
        var reduced = new LinkedHashMap<>(top);
        var servers = new TreeMap<>(Trees.section(top, SERVERS));
        servers.keySet().retainAll(named);
        servers.replaceAll((name, server) -> expanded("", server));
        reduced.put(SERVERS, servers);
        if (!servers.containsKey(String.valueOf(top.get(DEFAULT)))) {
            // Absent, a child's own default would hold.
            reduced.put(DEFAULT, "");
        }
        return top.isEmpty() ? Map.of() : reduced;
    }

    private Optional<String> server(Map<String, Object> database) {
        boolean isSelfMade = database.get("engine") != null || database.get(DSN) != null;
        Object named = database.getOrDefault("server", isSelfMade ? null : top.get(DEFAULT));
        return Optional.ofNullable(named).map(Object::toString).filter(name -> !name.isEmpty());
    }

    /** The section of a module. */
    Map<String, Object> of(String name, Map<String, Object> module) {
        var section = new LinkedHashMap<String, Object>();
        Trees.section(module, DATABASE).forEach((key, value) -> section.put(key, expanded(key, value)));
        resolver.resolve(name, module)
                .settings()
                .ifPresent(settings -> settings.file().ifPresent(file -> place(section, settings, file)));
        return section;
    }

    private static void place(Map<String, Object> section, DatabaseSettings settings, Path file) {
        section.remove("file");
        if (section.containsKey(DSN)) {
            section.put(DSN, settings.url());
            section.put("user", settings.login().user());
            section.put("password", settings.login().password());
        } else {
            section.put("path", file.toString());
        }
    }

    private Object expanded(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((inner, each) -> copy.put(inner.toString(), expanded(inner.toString(), each)));
            return copy;
        }
        if (value instanceof Collection<?> several) {
            return List.copyOf(several.stream().map(each -> expanded(key, each)).toList());
        }
        return value instanceof String text && text.contains("${") ? expandedText(key, text) : value;
    }

    private String expandedText(String key, String text) {
        // What a variable holds may mean something in an address, as an '@' in a password does.
        boolean isWithin = key.equals(DSN) && text.matches("(?i)(jdbc:)?postgres(ql)?:.*");
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(match -> {
            String value = environment.get(match.group(1));
            // One that is not set is left for the child to complain of.
            return Matcher.quoteReplacement(value == null ? match.group() : isWithin ? encoded(value) : value);
        });
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
