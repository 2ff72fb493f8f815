// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a child is handed: who it is, the token by which it proves that, and its configuration with the secrets. JSON that any
 * program can read; the README tells its keys. Pure.
 */
public final class HandoverDocument {
    private static final String DATABASE = "database";
    private static final String HUB = "grpc-hub";
    private static final String RUNTIME = "runtime";
    /** Those that {@code lifecycle} has for all modules, which a child does not get. */
    private static final List<String> STANDING = List.of("deadlines", "supervision");

    private final Configurations said;
    private final Map<String, String> environment;
    private final Function<String, Path> folders;

    /**
     * Takes what it is rendered from.
     *
     * @param said the configuration
     * @param environment variables that addresses of databases may name
     * @param folders gives the absolute folder of a module's data
     */
    public HandoverDocument(Configurations said, Map<String, String> environment, Function<String, Path> folders) {
        this.said = said;
        this.environment = environment;
        this.folders = folders;
    }

    /**
     * Who a child is. A class and no record would be safer for the token, if anybody printed it; nobody does.
     *
     * @param module the module it runs
     * @param id the id of the instance
     * @param token by which it proves that
     * @param directory where the directory is asked
     * @param heartbeat how often it says that it is well
     */
    public record Bearer(String module, UUID id, String token, Optional<URI> directory, Optional<String> heartbeat) {
        /** Does not tell the token. */
        @Override
        public String toString() {
            return module + " " + id;
        }
    }

    /**
     * What goes along.
     *
     * @param modules the names of the modules that run in the child, its own among them
     * @param remote the names of those that it needs and that run elsewhere
     * @param bundles their bundles and what these need
     */
    public record Company(Collection<String> modules, Collection<String> remote, List<Path> bundles) {
        /** Copies the lists. */
        public Company {
            modules = List.copyOf(modules);
            remote = List.copyOf(remote);
            bundles = List.copyOf(bundles);
        }
    }

    /**
     * Renders it.
     *
     * @param bearer the child
     * @param company what goes along
     * @return UTF-8
     */
    public byte[] bytes(Bearer bearer, Company company) {
        var databases = new DatabaseSections(said.database(), environment, folders);
        var modules = new TreeMap<String, Object>();
        var sections = new TreeMap<String, Map<String, Object>>();
        company.modules().forEach(name -> sections.put(name, said.module(name)));
        sections.forEach((name, section) -> modules.put(name, module(name, section, databases)));
        company.remote().forEach(name -> modules.put(name, Map.of(RUNTIME, Map.of("type", "remote"))));
        Map<String, Object> top = databases.top(sections.values());

        var document = new LinkedHashMap<String, Object>();
        document.put("module", bearer.module());
        document.put("instance", bearer.id());
        document.put("token", bearer.token());
        document.put("directory", bearer.directory().map(URI::toString).orElse(null));
        bearer.heartbeat().ifPresent(often -> document.put("heartbeat", often));
        bearer.directory()
                .filter(uri -> "https".equals(uri.getScheme()))
                .flatMap(uri -> certificate())
                .ifPresent(file -> document.put("trust", file));
        document.put("config", said.module(bearer.module()).get("config"));
        document.put(DATABASE, top.isEmpty() ? null : top);
        document.put("logging", said.logging());
        document.put("modules", modules);
        document.put("bundles", company.bundles());
        // Only ASCII, which is UTF-8 as well.
        return Json.of(document).getBytes(StandardCharsets.US_ASCII);
    }

    /** The hub's own certificate, which a child trusts as nobody else will have told it whom to trust. */
    private Optional<Path> certificate() {
        Map<String, Object> tls = Trees.section(Trees.section(said.module(HUB), "config"), "tls");
        return Optional.ofNullable(tls.get("certificate"))
                .map(file -> Path.of(file.toString()).toAbsolutePath());
    }

    /**
     * Renders what a module shares with others, so that a change of it is seen; of changes of the module's own section the
     * runtime takes care, and nobody is started again for another level of a log.
     *
     * @param module the module
     * @param company what goes along
     * @return equal if a child would see no difference; holds secrets
     */
    public String shared(String module, Company company) {
        var databases = new DatabaseSections(said.database(), environment, folders);
        var modules = new TreeMap<String, Object>();
        company.modules().stream()
                .filter(name -> !name.equals(module))
                .forEach(name -> modules.put(name, module(name, said.module(name), databases)));
        List<Map<String, Object>> sections =
                company.modules().stream().map(said::module).toList();
        return Json.of(List.of(databases.top(sections), modules, company.remote()));
    }

    private Map<String, Object> module(String name, Map<String, Object> section, DatabaseSections databases) {
        var rendered = new TreeMap<>(section);
        rendered.remove(RUNTIME);
        STANDING.forEach(key -> {
            Map<String, Object> standing = said.standing(name, key);
            if (!standing.isEmpty()) {
                rendered.put(key, standing);
            }
        });
        Map<String, Object> database = databases.of(name, section);
        if (!database.isEmpty()) {
            rendered.put(DATABASE, database);
        }
        return rendered;
    }
}
