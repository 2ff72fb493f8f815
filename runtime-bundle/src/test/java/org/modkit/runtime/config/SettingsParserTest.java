// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.api.status.Direction.DOWN;
import static org.modkit.api.status.Direction.UP;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.Phase;
import org.modkit.runtime.config.ModuleConfig.Presence;
import org.modkit.runtime.plan.ModuleSettings;
import org.modkit.runtime.plan.Policy;
import org.modkit.runtime.plan.Supervision;

/** Properties become settings; what is wrong becomes a sentence and leaves the default in force. */
class SettingsParserTest {
    private static final String GREETER = "org.modkit.module~greeter";

    @Test
    void sayingNothingMeansDefaults() {
        assertThat(SettingsParser.parse(Map.of())).isEqualTo(RuntimeSettings.standard());
        assertThat(RuntimeSettings.standard().module("any")).isEqualTo(ModuleSettings.DEFAULT);
        assertThat(RuntimeSettings.standard().config("any")).isEqualTo(ModuleConfig.NONE);
    }

    @Test
    void readsTheLifecycleSection() {
        RuntimeSettings settings = runtime(Map.ofEntries(
                Map.entry("lifecycle.order", "parallel"),
                Map.entry("lifecycle.workers", 3),
                Map.entry("lifecycle.on_failure", "fail-fast"),
                Map.entry("lifecycle.deadlines.init", "45s"),
                Map.entry("lifecycle.deadlines.close", "500ms"),
                Map.entry("lifecycle.supervision.restart", false),
                Map.entry("lifecycle.supervision.backoff", "2s"),
                Map.entry("lifecycle.supervision.jitter", 0),
                Map.entry("lifecycle.supervision.max_restarts", 9L),
                Map.entry("service.pid", "org.modkit.runtime"),
                Map.entry("felix.fileinstall.filename", "x.cfg")));

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.policy().workers()).isEqualTo(3);
        assertThat(settings.policy().onFailure()).isEqualTo(Policy.OnFailure.FAIL_FAST);
        assertThat(settings.defaults().deadlines().of(Phase.INIT, UP)).isEqualTo(ofSeconds(45));
        assertThat(settings.defaults().deadlines().of(Phase.DATABASE, UP)).isEqualTo(ofMinutes(5));
        assertThat(settings.defaults().deadlines().of(Phase.INIT, DOWN)).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.defaults().supervision())
                .isEqualTo(new Supervision(false, ofSeconds(2), ofMinutes(1), 0, 9, ofMinutes(10)));
    }

    @Test
    void leavesWhatIsSaidOfAModulesDatabaseToOthers() {
        RuntimeSettings settings = SettingsParser.parse(
                Map.of(GREETER, Map.of("database.server", "main", "database.pool.max_conns", 3L, "required", false)));

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.database("greeter"))
                .isEqualTo(Map.of("database.server", "main", "database.pool.max_conns", 3L));
        assertThat(settings.database("other")).isEmpty();
    }

    /** Karaf's files hold nothing but texts. */
    @Test
    void readsTextsAsWhatTheyStandFor() {
        RuntimeSettings settings = runtime(Map.of(
                "lifecycle.order", " Strict ",
                "lifecycle.on_failure", "FAIL_FAST",
                "lifecycle.supervision.restart", "FALSE",
                "lifecycle.supervision.jitter", "0.5"));

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.policy().order()).isEqualTo(Policy.Order.STRICT);
        assertThat(settings.policy().workers()).isEqualTo(1);
        assertThat(settings.policy().onFailure()).isEqualTo(Policy.OnFailure.FAIL_FAST);
        assertThat(settings.defaults().supervision().restart()).isFalse();
        assertThat(settings.defaults().supervision().jitter()).isEqualTo(0.5);
    }

    @Test
    void modulesStartFromTheContainersDefaults() {
        RuntimeSettings settings = SettingsParser.parse(Map.of(
                "org.modkit.runtime",
                Map.of("lifecycle.deadlines.start", "1m", "lifecycle.deadlines.stop", "2s"),
                GREETER,
                Map.of("required", "false", "deadlines.start", "10s", "supervision.max_restarts", 2)));

        assertThat(settings.problems()).isEmpty();
        ModuleSettings greeter = settings.module("greeter");
        assertThat(greeter.required()).isFalse();
        assertThat(greeter.deadlines().of(Phase.START, UP)).isEqualTo(ofSeconds(10));
        assertThat(greeter.deadlines().of(Phase.START, DOWN)).isEqualTo(ofSeconds(2));
        assertThat(greeter.supervision().maxRestarts()).isEqualTo(2);
        assertThat(settings.module("other").deadlines().of(Phase.START, UP)).isEqualTo(ofMinutes(1));
        assertThat(settings.module("other").required()).isTrue();
    }

    @Test
    void tellsHowMuchOfAModulesSectionThereIs() {
        assertThat(section(Map.of("required", true))).isEqualTo(ModuleConfig.without(Presence.NO_SECTION));
        assertThat(section(Map.of("config", "{}"))).isEqualTo(new ModuleConfig(Presence.SECTION, Map.of()));
        assertThat(section(Map.of("config", "Hello"))).isEqualTo(ModuleConfig.without(Presence.NOT_A_MAP));
        assertThat(section(Map.of("config.0", "a", "config.1", "b")))
                .isEqualTo(ModuleConfig.without(Presence.NOT_A_MAP));
        assertThat(section(Map.of("config.greeting.text", "Hi")))
                .isEqualTo(new ModuleConfig(Presence.SECTION, Map.of("greeting", Map.of("text", "Hi"))));
    }

    @Test
    void everyBadValueIsASentenceAndLeavesTheDefaultInForce() {
        RuntimeSettings settings = runtime(new TreeMap<>(Map.of(
                "lifecycle.order", "random",
                "lifecycle.workers", "0",
                "lifecycle.deadlines.init", "soon",
                "lifecycle.deadlines.start", "0s",
                "lifecycle.supervision.restart", "yes",
                "lifecycle.supervision.jitter", 1.5,
                "lifecycle.supervision.max_restarts", "2.5",
                "lifecycle.supervision.max_backof", "3s",
                "nonsense", 1)));

        String of = "' of configuration 'org.modkit.runtime' ";
        assertThat(settings.problems())
                .containsExactly(
                        "Key 'lifecycle.order" + of
                                + "must be parallel or strict, but is 'random'. Correct it; until then parallel holds.",
                        "Key 'lifecycle.workers" + of + "must be a whole number of at least 1, but is '0'. Correct it;"
                                + " until then " + Policy.standard().workers() + " holds.",
                        "Key 'lifecycle.deadlines.init" + of + "must be a duration such as 500ms, 30s, 5m or 1h, longer"
                                + " than 0, but is 'soon'. Correct it; until then 30s holds.",
                        "Key 'lifecycle.deadlines.start" + of
                                + "must be a duration such as 500ms, 30s, 5m or 1h, longer"
                                + " than 0, but is '0s'. Correct it; until then 30s holds.",
                        "Key 'lifecycle.supervision.restart" + of
                                + "must be true or false, but is 'yes'. Correct it; until then true holds.",
                        "Key 'lifecycle.supervision.jitter" + of
                                + "must be a number from 0 to 1, but is '1.5'. Correct it; until then 0.2 holds.",
                        "Key 'lifecycle.supervision.max_restarts" + of + "must be a whole number of at least 0, but is"
                                + " '2.5'. Correct it; until then 5 holds.",
                        "Key 'lifecycle.supervision.max_backof" + of + "is unknown and has no effect. Write"
                                + " 'lifecycle.supervision.max_backoff' if you mean that, or remove it.",
                        "Key 'nonsense" + of + "is unknown and has no effect. Remove it.");
        assertThat(settings.policy()).isEqualTo(Policy.standard());
        assertThat(settings.defaults()).isEqualTo(ModuleSettings.DEFAULT);
    }

    @Test
    void emptySectionIsNoProblem() {
        RuntimeSettings settings = SettingsParser.parse(Map.of(
                "org.modkit.runtime",
                Map.of("lifecycle", "{}"),
                GREETER,
                Map.of("deadlines", "{}", "supervision", "{}")));

        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void namesTheModulesConfigurationInItsProblems() {
        RuntimeSettings settings =
                SettingsParser.parse(Map.of(GREETER, Map.of("requird", true, "config.a", 1, "config.a.b", 2)));

        assertThat(settings.problems())
                .containsExactly(
                        "Key 'requird' of configuration 'org.modkit.module~greeter' is unknown and has no effect. Write"
                                + " 'required' if you mean that, or remove it.",
                        "Key 'config.a.b' of configuration 'org.modkit.module~greeter' must be either a value or a"
                                + " section, but is both. Remove one; until then the value holds.");
        assertThat(settings.config("greeter").section()).isEqualTo(Map.of("a", 1));
    }

    /** The name of a module with a hyphen was cut in two, and its configuration silently went to nobody. */
    @Test
    void aFileWhoseNameWasSplitAtTheFirstHyphenIsAProblem() {
        RuntimeSettings settings =
                SettingsParser.parse(Map.of("org.modkit.module~rest~gateway", Map.of("config.port", 80)));

        assertThat(settings.configs()).isEmpty();
        assertThat(settings.problems())
                .containsExactly(
                        "Configuration 'org.modkit.module~rest~gateway' must name a module, but 'rest~gateway' is"
                                + " no module's name. If it is a file, call it 'org.modkit.module-rest-gateway.cfg'.");
    }

    @Test
    void configurationWithoutAModulesNameIsAProblem() {
        RuntimeSettings settings = SettingsParser.parse(Map.of("org.modkit.module.1234", Map.of("required", false)));

        assertThat(settings.modules()).isEmpty();
        assertThat(settings.problems())
                .containsExactly("Configuration 'org.modkit.module.1234' must name a module, but does not. Name it"
                        + " 'org.modkit.module~<module>'; as a file, 'org.modkit.module-<module>.cfg'.");
    }

    @Test
    void settingsOfEqualPropertiesAreEqual() {
        Map<String, Object> properties = Map.of("deadlines.start", "10s", "config.list", new String[] {"a", "b"});
        Map<String, Object> same = Map.of("deadlines.start", "10s", "config.list", new String[] {"a", "b"});
        Map<String, Object> other = Map.of("deadlines.start", "10s", "config.list", new String[] {"a", "c"});

        assertThat(section(properties)).isEqualTo(section(same)).isNotEqualTo(section(other));
        assertThat(SettingsParser.parse(Map.of(GREETER, properties)))
                .isEqualTo(SettingsParser.parse(Map.of(GREETER, same)));
    }

    private static RuntimeSettings runtime(Map<String, Object> properties) {
        return SettingsParser.parse(Map.of("org.modkit.runtime", properties));
    }

    private static ModuleConfig section(Map<String, Object> properties) {
        return SettingsParser.parse(Map.of(GREETER, properties)).config("greeter");
    }
}
