// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modkit.configuration.Settings;
import org.modkit.configuration.database.DatabaseProblem;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolution;
import org.modkit.configuration.database.Resolver;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.tree.Node;
import org.modkit.container.instance.Instance;

/** What the databases of a sound configuration come to: the running container asks the same resolver. */
final class DatabaseCheck {
    /** How the address of a module shows its name where all modules that say nothing are meant. */
    private static final String ANY = "MODULE";

    private final Instance instance;
    private final Settings settings;
    private final Resolver resolver;
    private final LinkedHashSet<DatabaseProblem> found = new LinkedHashSet<>();
    private final List<Database> databases = new ArrayList<>();

    /**
     * A module's database.
     *
     * @param module its name; empty for all modules that say nothing
     * @param address where it is, secrets masked
     */
    record Database(Optional<String> module, String address) {
        private static Database of(Optional<String> module, DatabaseSettings settings) {
            return new Database(module, settings.shown());
        }
    }

    /**
     * Resolves everything.
     *
     * @param home the instance with its environment
     * @param settings its configuration, sound
     */
    DatabaseCheck(Home home, Settings settings) {
        this.instance = home.instance();
        this.settings = settings;
        this.resolver = new Resolver(settings.database().plain(), home.environment(), this::folder);
        found.addAll(resolver.problems());
        Node.Section modules = settings.said().section("modules");
        settings.modules().stream()
                .filter(name -> modules.section(name).entries().containsKey(Resolver.DATABASE))
                .forEach(name -> add(Optional.of(name), modules.section(name).plain()));
        add(Optional.empty(), Map.of());
    }

    private Path folder(String module) {
        return instance.data().resolve(module);
    }

    private void add(Optional<String> module, Map<String, Object> said) {
        Resolution resolution = resolver.resolve(module.orElse(ANY), said);
        found.addAll(resolution.problems());
        resolution.settings().ifPresent(one -> databases.add(Database.of(module, one)));
    }

    /** Returns what is wrong, with the place where it was written. */
    List<Problem> problems() {
        return found.stream()
                .map(one -> new Problem(where(one.key()), one.key(), one.finding(), one.remedy()))
                .toList();
    }

    /** Returns the databases of modules that say something, and at last that of all others. */
    List<Database> databases() {
        return databases;
    }

    /** Returns the place of a key, or of the next section around it that somebody wrote. */
    private String where(String key) {
        Node at = settings.said();
        String where = instance.configuration().toString();
        for (String part : key.split("\\.")) {
            if (!(at instanceof Node.Section section) || !section.entries().containsKey(part)) {
                return where;
            }
            at = section.entries().get(part);
            where = at.origin().text();
        }
        return where;
    }

    /** Returns them for machines. */
    static List<Map<String, Object>> fields(List<Database> databases) {
        var all = new ArrayList<Map<String, Object>>();
        for (Database database : databases) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("module", database.module().orElse(null));
            fields.put("database", database.address());
            all.add(fields);
        }
        return all;
    }
}
