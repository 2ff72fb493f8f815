// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys about where a module runs. Which of them go together is for the bundle to say that starts processes. */
final class RuntimeKeys {
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,8}[kKmMgG]?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Leaf MEMORY = new Leaf(
            "a size, which is a whole number followed by k, m or g",
            "256m",
            value -> SIZE.matcher(value.toString()).matches());

    private static final Shape EXECUTION = Shape.Keys.NONE
            .with("executable_path", Leaf.text("/opt/acme/calculator"))
            .with("args", new Shape.Listed(Leaf.text("--verbose")))
            .with("working_directory", Leaf.text("/var/lib/acme"))
            .with("environment", new Shape.Named(Map.of(), RuntimeKeys::faultOfVariable, Leaf.text("info")));

    /** The section {@code runtime} of a module. */
    static final Shape OF_MODULE = Shape.Keys.NONE
            .with("type", Leaf.oneOf("local", "oop", "remote"))
            .with("instances", Leaf.atLeast(1, 2))
            .with("ready_within", Leaf.duration("30s"))
            .with("grace", Leaf.duration("10s"))
            .with("handover", Leaf.oneOf("file", "stdin"))
            .with("readiness", Leaf.oneOf("registered", "started"))
            .with("memory", MEMORY)
            .with("jvm_options", new Shape.Listed(Leaf.text("-XX:+UseSerialGC")))
            .with("execution", EXECUTION);

    private RuntimeKeys() {}

    private static Optional<String> faultOfVariable(String name) {
        return VARIABLE.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must be that of an environment variable, such as 'ACME_LEVEL'");
    }
}
