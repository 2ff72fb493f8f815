// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.modkit.configuration.tree.Node;

/** All keys of {@code etc/modkit.yaml}, in the order in which the documentation tells them. */
public final class Schema {
    private static final Pattern MODULE_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Shape DEADLINES = Shape.Keys.NONE
            .with("pre_init", Leaf.duration("30s"))
            .with("database", Leaf.duration("5m"))
            .with("spawn", Leaf.duration("5m"))
            .with("init", Leaf.duration("30s"))
            .with("post_init", Leaf.duration("30s"))
            .with("rest", Leaf.duration("30s"))
            .with("grpc", Leaf.duration("30s"))
            .with("start", Leaf.duration("30s"))
            .with("open", Leaf.duration("30s"))
            .with("stop", Leaf.duration("30s"))
            .with("close", Leaf.duration("30s"));

    private static final Shape SUPERVISION = Shape.Keys.NONE
            .with("restart", Leaf.flag())
            .with("backoff", Leaf.duration("1s"))
            .with("max_backoff", Leaf.duration("1m"))
            .with("jitter", Leaf.share())
            .with("max_restarts", Leaf.atLeast(0, 5))
            .with("stable_after", Leaf.duration("10m"));

    private static final Shape LIFECYCLE = Shape.Keys.NONE
            .with("order", Leaf.oneOf("parallel", "strict"))
            .with("workers", Leaf.atLeast(1, 8))
            .with("on_failure", Leaf.oneOf("isolate", "fail-fast"))
            .with("deadlines", DEADLINES)
            .with("supervision", SUPERVISION);

    private static final Shape MODULE = Shape.Keys.NONE
            .with("required", Leaf.flag())
            .with("deadlines", DEADLINES)
            .with("supervision", SUPERVISION)
            .with("runtime", RuntimeKeys.OF_MODULE)
            .with("database", DatabaseKeys.OF_MODULE)
            .with("config", new Shape.Free());

    private static final Shape.Keys LOG_SECTION = Shape.Keys.NONE
            .with("console_level", level())
            .with("file", Leaf.file("modkit.log"))
            .with("file_level", level())
            .with("max_size_mb", Leaf.atLeast(1, 100))
            .with("max_backups", Leaf.atLeast(0, 3))
            .with("max_age_days", Leaf.atLeast(1, 7));

    private static final Shape TOP = Shape.Keys.NONE
            .with("lifecycle", LIFECYCLE)
            .with("database", DatabaseKeys.TOP)
            .with("modules", new Shape.Named(Map.of(), Schema::faultOfModule, MODULE))
            .with("logging", logging())
            .with("deploy", Shape.Keys.NONE.with("poll", Leaf.duration("250ms")));

    private Schema() {}

    /**
     * Checks a configuration.
     *
     * @param top the whole of it
     * @return every problem, in the order of writing; empty if it is sound
     */
    public static List<Problem> problems(Node.Section top) {
        var problems = new ArrayList<Problem>();
        TOP.check("", top, problems);
        return Collections.unmodifiableList(problems);
    }

    /** There is one console, so its format belongs to the default section alone. */
    private static Shape logging() {
        Shape ofDefault = LOG_SECTION.with("console_format", Leaf.oneOf("text", "json", "line"));
        return new Shape.Named(Map.of("default", ofDefault), Schema::faultOfLogger, LOG_SECTION);
    }

    private static Leaf level() {
        return new Leaf(
                "one of trace, debug, info, warn, error, off",
                "info",
                value -> value.toString().matches("(?i)trace|debug|info|warn|error|off|none"));
    }

    private static Optional<String> faultOfModule(String name) {
        return MODULE_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must be lower-case words joined by hyphens, such as 'mail-sender'");
    }

    private static Optional<String> faultOfLogger(String name) {
        return name.matches("[\\w.$-]+")
                ? Optional.empty()
                : Optional.of("must be a module, a package, a class or 'default'");
    }
}
