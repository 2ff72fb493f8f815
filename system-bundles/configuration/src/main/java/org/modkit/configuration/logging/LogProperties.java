// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.configuration.tree.Node;

/**
 * Writes log4j2's properties: one console on standard error (on standard output for a program that reads it line by line),
 * one rolling file for each file that is named, one logger for each section and each package of a module that has one.
 *
 * <p>Thresholds stand at the references from loggers to appenders, so that a section may write more to its file than to
 * the console; the logger's own level is the lower of the two, so that nothing is made up only to be thrown away.
 */
public final class LogProperties {
    /** The PID under which pax-logging takes them. */
    public static final String PID = "org.ops4j.pax.logging";

    /** The property that names their mark: a logger that is enabled for trace as soon as they are in force. */
    public static final String MARK = "log4j2.logger.mark.name";

    private static final String DEFAULT = "default";
    private static final String CONSOLE = "console";
    private static final String TELLTALE = "org.apache.felix.configadmin";
    /** Libraries that tell of every step. */
    private static final List<String> CHATTY = List.of(
            "com.zaxxer.hikari",
            "io.grpc",
            "liquibase",
            "org.eclipse.jetty",
            "org.glassfish.jersey",
            "org.hibernate.validator");

    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC}";
    private static final String TEXT = TIME + " %-5p [%c] %m%n%ex";
    /** What a program reads that takes each line for an event; the stack trace is for who looks closer. */
    private static final String LINE =
            TIME + " %-5p [%c] %enc{%m}{CRLF}%n" + "%replace{%ex{separator( | )}}{(?s)^(.+)$}{- DEBUG $1\n}";

    private static final String JSON = "{\"at\":\"" + TIME + "\",\"level\":\"%p\",\"logger\":\"%enc{%c}{JSON}\","
            + "\"thread\":\"%enc{%t}{JSON}\"%notEmpty{,\"bundle\":\"%enc{%X{bundle.name}}{JSON}\"}"
            + field("oop_module") + field("oop_instance_id") + field("stream") + ","
            + "\"message\":\"%enc{%m}{JSON}\"%notEmpty{,\"thrown\":\"%enc{%throwable}{JSON}\"}}%n";

    private final SortedMap<String, String> properties = new TreeMap<>();
    private final Map<Path, String> appenders = new LinkedHashMap<>();

    private LogProperties() {}

    /**
     * Translates.
     *
     * @param logging the section {@code logging}, laid over the defaults
     * @param folder where files without a folder of their own go
     * @param packages for each module that is installed, the packages in its bundle
     * @return properties whose names begin with {@code log4j2.}, among them their {@link #MARK}
     */
    public static SortedMap<String, String> of(Node.Section logging, Path folder, Map<String, Set<String>> packages) {
        var written = new LogProperties();
        written.write(logging, folder, packages);
        written.mark();
        return Collections.unmodifiableSortedMap(written.properties);
    }

    /** A field of the logging context, if it is there. */
    private static String field(String name) {
        return "%notEmpty{,\"" + name + "\":\"%enc{%X{" + name + "}}{JSON}\"}";
    }

    private void write(Node.Section logging, Path folder, Map<String, Set<String>> packages) {
        Node.Section ofDefault = logging.section(DEFAULT);
        LogSection other = LogSection.of(ofDefault, folder);
        put("status", "error");
        console(ofDefault.value("console_format").orElseThrow().toString().toLowerCase(Locale.ROOT));

        var sections = new TreeMap<String, LogSection>();
        quiet(sections, other);
        logging.entries().keySet().stream()
                .filter(name -> !name.equals(DEFAULT))
                .forEach(name -> sections.put(name, LogSection.of(ofDefault.overlaid(logging.section(name)), folder)));
        discreet(sections);
        logger("rootLogger", other);
        int number = 0;
        for (var entry : LoggerNames.assign(sections, packages, other).entrySet()) {
            String key = "logger.l" + (++number);
            put(key + ".name", entry.getKey());
            put(key + ".additivity", "false");
            logger(key, entry.getValue());
        }
    }

    /** Named by the hash code of all the rest, so that other properties have another mark. */
    private void mark() {
        String name = "org.modkit.configuration.mark" + properties.hashCode();
        put("logger.mark.name", name);
        put("logger.mark.level", "trace");
        put("logger.mark.additivity", "false");
    }

    /** What would drown everything else, or says in a stack trace what the container says in a sentence. */
    private static void quiet(Map<String, LogSection> sections, LogSection other) {
        LogSection chatty = other.withConsoleAtMost(Level.WARN).withFileAtMost(Level.INFO);
        LogSection warnings = other.withConsoleAtMost(Level.WARN).withFileAtMost(Level.WARN);
        sections.put("org.apache.felix.fileinstall", other.withConsoleAtMost(Level.OFF));
        sections.put("Events", warnings);
        sections.put("org.apache.felix.scr", warnings);
        for (String library : CHATTY) {
            sections.put(library, chatty);
        }
        sections.put(TELLTALE, other);
    }

    /** At debug Configuration Admin writes out every value it holds, secrets included. */
    private static void discreet(Map<String, LogSection> sections) {
        sections.computeIfPresent(
                TELLTALE,
                (name, section) -> section.withConsoleAtMost(Level.INFO).withFileAtMost(Level.INFO));
    }

    private void console(String format) {
        boolean isByLine = format.equals("line");
        put("appender.console.type", "Console");
        put("appender.console.name", CONSOLE);
        put("appender.console.target", isByLine ? "SYSTEM_OUT" : "SYSTEM_ERR");
        layout("appender.console", isByLine ? LINE : format.equals("json") ? JSON : TEXT);
    }

    private void logger(String key, LogSection section) {
        Optional<String> file = section.toFile() == Level.OFF
                ? Optional.empty()
                : section.file().map(path -> appenders.computeIfAbsent(path, p -> rolling(p, section.retention())));
        Level toFile = file.isPresent() ? section.toFile() : Level.OFF;
        put(key + ".level", section.console().or(toFile).word());
        if (section.console() != Level.OFF) {
            put(key + ".appenderRef.console.ref", CONSOLE);
            put(key + ".appenderRef.console.level", section.console().word());
        }
        file.ifPresent(name -> {
            put(key + ".appenderRef.file.ref", name);
            put(key + ".appenderRef.file.level", toFile.word());
        });
    }

    private String rolling(Path path, LogSection.Retention retention) {
        String name = "file" + (appenders.size() + 1);
        String key = "appender." + name;
        put(key + ".type", "RollingFile");
        put(key + ".name", name);
        put(key + ".fileName", path.toString());
        put(key + ".filePattern", path + ".%i");
        layout(key, JSON);
        put(key + ".policies.type", "Policies");
        put(key + ".policies.size.type", "SizeBasedTriggeringPolicy");
        put(key + ".policies.size.size", retention.megabytes() + "MB");
        put(key + ".strategy.type", "DefaultRolloverStrategy");
        put(key + ".strategy.fileIndex", "min");
        put(key + ".strategy.max", Long.toString(Math.max(1, retention.backups())));
        delete(key + ".strategy.delete", path, retention);
        return name;
    }

    /** log4j2 keeps at least one backup; whoever wants none has it deleted at once. */
    private void delete(String key, Path path, LogSection.Retention retention) {
        put(key + ".type", "Delete");
        put(key + ".basePath", path.toAbsolutePath().getParent().toString());
        put(key + ".maxDepth", "1");
        put(key + ".name.type", "IfFileName");
        put(key + ".name.glob", path.getFileName() + ".*");
        if (retention.backups() > 0) {
            put(key + ".age.type", "IfLastModified");
            put(key + ".age.age", "P" + retention.days() + "D");
        }
    }

    private void layout(String key, String pattern) {
        put(key + ".layout.type", "PatternLayout");
        put(key + ".layout.pattern", pattern);
        put(key + ".layout.charset", "UTF-8");
        // The patterns say themselves where a stack trace goes.
        put(key + ".layout.alwaysWriteExceptions", "false");
    }

    private void put(String key, String value) {
        properties.put("log4j2." + key, value);
    }
}
