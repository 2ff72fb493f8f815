// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a module or a server says about the address; or the module's laid over the server's.
 *
 * @param parts the single values, those of the DSN among them; a key of its own wins over the DSN of the same layer
 * @param params what the driver gets besides, also united with those of the DSN
 * @param dsn the DSN as it was written
 * @param dsnEngine what the DSN's scheme names; empty without a DSN
 */
record Layer(Map<String, Said> parts, Map<String, Said> params, Optional<Said> dsn, String dsnEngine) {
    private static final List<String> KEYS = List.of("engine", "driver", "host", "port", "dbname", "user", "password");
    private static final List<String> PLACE = List.of("host", "port", Dsn.LOCATION);

    static Layer of(Section section, Expansion expansion, Findings findings) {
        var parts = new TreeMap<String, Said>();
        var params = new TreeMap<String, Said>();
        Optional<Said> dsn = section.text("dsn");
        Optional<Dsn> parsed = dsn.flatMap(said -> parsed(said, expansion, findings));
        parsed.ifPresent(found -> {
            found.parts().forEach((key, text) -> parts.put(key, dsn.get().with(text)));
            found.params().forEach((key, text) -> params.put(key, dsn.get().with(text)));
        });
        KEYS.forEach(key -> section.text(key).ifPresent(said -> parts.put(key, said)));
        params.putAll(section.section("params").texts());
        return new Layer(
                expansion.of(parts),
                expansion.of(params),
                dsn,
                parsed.map(Dsn::engine).orElse(""));
    }

    /** Taken apart before variables are replaced, so that a password from there may hold what would mean something. */
    private static Optional<Dsn> parsed(Said said, Expansion expansion, Findings findings) {
        return Dsn.of(said.text().startsWith("${") ? expansion.of(said) : said, findings);
    }

    /** Lays this over another. An address that comes as a whole hides the other one's place. */
    Layer over(Layer under) {
        var united = new TreeMap<>(under.parts);
        if (dsn.isPresent()) {
            united.keySet().removeAll(PLACE);
            under.dsn.ifPresent(
                    hidden -> united.values().removeIf(said -> said.key().equals(hidden.key())));
        }
        united.putAll(parts);
        var unitedParams = new TreeMap<>(under.params);
        unitedParams.putAll(params);
        return new Layer(united, unitedParams, dsn.or(() -> under.dsn), dsn.isPresent() ? dsnEngine : under.dsnEngine);
    }

    Optional<Said> part(String key) {
        return Optional.ofNullable(parts.get(key));
    }

    String text(String key, String otherwise) {
        return part(key).map(Said::text).orElse(otherwise);
    }

    Map<String, String> paramTexts() {
        var texts = new TreeMap<String, String>();
        params.forEach((key, said) -> texts.put(key, said.text()));
        return texts;
    }
}
