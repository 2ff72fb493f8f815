// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${NAME}</code> by the environment variable of that name. */
final class Expansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> environment;
    private final Findings findings;

    Expansion(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /** What a variable holds is taken as it is and not looked into again. */
    Said of(Said said) {
        Matcher matcher = VARIABLE.matcher(said.text());
        return said.with(matcher.replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), said))));
    }

    Map<String, Said> of(Map<String, Said> all) {
        var expanded = new TreeMap<String, Said>();
        all.forEach((key, said) -> expanded.put(key, of(said)));
        return expanded;
    }

    private String value(String name, Said said) {
        String value = environment.get(name);
        if (value == null) {
            findings.add(
                    said.key(),
                    "uses the environment variable '" + name + "', which is not set",
                    "Set it before the container starts, or write the value itself.");
            return "";
        }
        return value;
    }
}
