// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Composes the address of an H2 database: a file, one in memory, or a server's. */
final class H2Address {
    /** What the address of a database in memory begins with. */
    static final String MEMORY = "jdbc:h2:mem:";

    private static final String CLOSE_ON_EXIT = "DB_CLOSE_ON_EXIT";

    /** What every address gets that does not say otherwise. */
    static final String ADDED = ";" + CLOSE_ON_EXIT + "=FALSE";

    private static final String FILE = "file:";
    private static final String STANDARD_FILE = "database";
    private static final String SUFFIX = ".mv.db";
    /** Two letters at least: one is a drive. */
    private static final Pattern OTHER_SCHEME = Pattern.compile("[A-Za-z]{2,}:.*");

    private final Wish wish;

    private H2Address(Wish wish) {
        this.wish = wish;
    }

    static Address of(Wish wish) {
        return new H2Address(wish).address();
    }

    private Address address() {
        Optional<Said> file = wish.own().text("file");
        Optional<Said> path = wish.own().text("path");
        conflicts(file, path);
        if (file.isPresent()) {
            return inFile(below(file.get()));
        }
        if (path.isPresent()) {
            return inFile(resolved(path.get()));
        }
        return wish.layer()
                .part(Dsn.LOCATION)
                .map(this::byDsn)
                .orElseGet(() -> inFile(wish.folder().resolve(STANDARD_FILE)));
    }

    private void conflicts(Optional<Said> file, Optional<Said> path) {
        wish.reject(
                List.of("host", "port", "dbname"),
                "can't be used with the engine 'h2', which takes a 'file', a 'path' or a 'dsn'",
                "Remove it, or write 'engine: postgres'.");
        if (file.isPresent() && path.isPresent()) {
            wish.findings().add(file.get().key(), "can't be combined with " + path.get(), "Remove one of the two.");
        }
        Optional<Said> ownDsn = wish.own().text("dsn");
        if (ownDsn.isPresent()) {
            file.or(() -> path)
                    .ifPresent(said -> wish.findings()
                            .add(said.key(), "can't be combined with " + ownDsn.get(), "Remove one of the two."));
        }
    }

    private Address byDsn(Said location) {
        String text = location.text();
        String scheme = text.toLowerCase(Locale.ROOT);
        if (scheme.equals("mem:") || text.isEmpty()) {
            wish.findings()
                    .add(
                            location.key(),
                            "must name a database, but the name is empty",
                            "Write h2:mem:NAME or h2:file:PATH; without a name each connection would have one of its own.");
        }
        if (scheme.startsWith(FILE)) {
            return inFile(resolved(location.with(text.substring(FILE.length()))));
        }
        boolean isFile = !OTHER_SCHEME.matcher(text).matches();
        return isFile
                ? inFile(resolved(location))
                : new Address(
                        url(scheme.startsWith("mem:") ? "mem:" + text.substring(4) : text), Map.of(), Optional.empty());
    }

    private Address inFile(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path plain = absolute.toString().endsWith(SUFFIX)
                ? absolute.resolveSibling(absolute.getFileName().toString().replace(SUFFIX, ""))
                : absolute;
        if (plain.toString().contains(";")) {
            wish.findings()
                    .add(
                            wish.own().path(),
                            "must not lead to a file with ';' in its path, but the path is '" + plain + "'",
                            "Choose another 'path'.");
        }
        return new Address(url(FILE + plain.toString().replace('\\', '/')), Map.of(), Optional.of(plain));
    }

    private Path below(Said said) {
        Path file = resolved(said);
        if (!file.normalize().startsWith(wish.folder().normalize())
                || file.normalize().equals(wish.folder().normalize())) {
            wish.findings()
                    .add(
                            said.key(),
                            "must be the name of a file below '" + wish.folder() + "', but leads elsewhere",
                            "Write a name such as 'ledger', or use 'path' for a file elsewhere.");
        }
        return file;
    }

    private Path resolved(Said said) {
        String text = said.text();
        String plain = text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        try {
            return wish.folder().resolve(plain);
        } catch (InvalidPathException e) {
            wish.findings().add(said.key(), "must be a path, but is not: " + e.getReason(), "Write it differently.");
            return wish.folder().resolve(STANDARD_FILE);
        }
    }

    /** Settings are part of the address, since H2 takes no notice of unknown ones elsewhere. */
    private String url(String location) {
        var settings = new TreeMap<String, String>();
        // The runtime closes it when its module is down; H2's own hook would do so while modules still use it.
        settings.put(CLOSE_ON_EXIT, "FALSE");
        wish.layer().paramTexts().forEach((key, value) -> settings.put(key.toUpperCase(Locale.ROOT), value));
        var url = new StringBuilder("jdbc:h2:").append(location);
        settings.forEach((key, value) ->
                url.append(';').append(key).append('=').append(value.replaceAll("(?<!\\\\);", "\\\\;")));
        return url.toString();
    }
}
