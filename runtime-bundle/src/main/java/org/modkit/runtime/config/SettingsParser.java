// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.modkit.api.status.Phase;
import org.modkit.runtime.config.ModuleConfig.Presence;
import org.modkit.runtime.plan.Deadlines;
import org.modkit.runtime.plan.ModuleSettings;
import org.modkit.runtime.plan.Policy;
import org.modkit.runtime.plan.Supervision;

/** Turns the properties of all our configurations into one value. */
final class SettingsParser {
    /** The runtime's own configuration: the section {@code lifecycle}. */
    static final String RUNTIME_PID = "org.modkit.runtime";
    /** The factory of the modules' configurations. */
    static final String MODULE_PID = "org.modkit.module";

    private static final String CONFIG = "config";
    private static final String DATABASE = "database";
    private static final String RUNTIME = "runtime";

    /** Where a module runs: here, in a child of this process, or wherever it registers from. */
    private enum Place {
        LOCAL,
        OOP,
        REMOTE
    }

    private final List<String> problems = new ArrayList<>();
    private final Map<String, ModuleSettings> modules = new TreeMap<>();
    private final Map<String, ModuleConfig> configs = new TreeMap<>();
    private final Map<String, Map<String, Object>> databases = new TreeMap<>();
    private final Map<String, Map<String, Object>> runtimes = new TreeMap<>();

    private SettingsParser() {}

    /**
     * Reads everything.
     *
     * @param byPid properties by PID; PIDs of others are passed over
     */
    static RuntimeSettings parse(Map<String, Map<String, Object>> byPid) {
        return new SettingsParser().read(new TreeMap<>(byPid));
    }

    private RuntimeSettings read(TreeMap<String, Map<String, Object>> byPid) {
        var reader = new SettingReader(RUNTIME_PID, byPid.getOrDefault(RUNTIME_PID, Map.of()), problems);
        Policy policy = policy(reader);
        var defaults = new ModuleSettings(
                false,
                ModuleSettings.DEFAULT.required(),
                deadlines(reader, "lifecycle.", Deadlines.DEFAULT),
                supervision(reader, "lifecycle.", Supervision.DEFAULT));
        reader.rejectUnknown(SettingsParser::isOurs);
        byPid.forEach((pid, properties) -> {
            if (pid.startsWith(MODULE_PID) && !pid.equals(RUNTIME_PID)) {
                readModule(pid, properties, defaults);
            }
        });
        return new RuntimeSettings(policy, defaults, modules, configs, databases, runtimes, problems);
    }

    private static Policy policy(SettingReader reader) {
        Policy standard = Policy.standard();
        return new Policy(
                reader.constant("lifecycle.order", standard.order()),
                reader.count("lifecycle.workers", standard.workers(), 1),
                reader.constant("lifecycle.on_failure", standard.onFailure()),
                standard.ceiling());
    }

    private static Deadlines deadlines(SettingReader reader, String prefix, Deadlines standing) {
        var up = new EnumMap<Phase, Duration>(Phase.class);
        up.putAll(standing.up());
        for (Phase phase : Phase.values()) {
            Duration before = up.getOrDefault(phase, Deadlines.STANDARD);
            Duration after = reader.deadline(prefix + "deadlines." + key(phase), before);
            if (!after.equals(before)) {
                up.put(phase, after);
            }
        }
        return new Deadlines(
                up,
                reader.deadline(prefix + "deadlines.stop", standing.stop()),
                reader.deadline(prefix + "deadlines.close", standing.close()));
    }

    private static String key(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static Supervision supervision(SettingReader reader, String prefix, Supervision standing) {
        String under = prefix + "supervision.";
        return new Supervision(
                reader.flag(under + "restart", standing.restart()),
                reader.duration(under + "backoff", standing.backoff()),
                reader.duration(under + "max_backoff", standing.maxBackoff()),
                reader.share(under + "jitter", standing.jitter()),
                reader.count(under + "max_restarts", standing.maxRestarts(), 0),
                reader.duration(under + "stable_after", standing.stableAfter()));
    }

    private void readModule(String pid, Map<String, Object> properties, ModuleSettings defaults) {
        int tilde = pid.indexOf('~');
        if (tilde != MODULE_PID.length() || tilde == pid.length() - 1) {
            problems.add("Configuration '" + pid + "' must name a module, but does not. Name it '" + MODULE_PID
                    + "~<module>'; as a file, '" + MODULE_PID + "-<module>.cfg'.");
            return;
        }
        String module = pid.substring(tilde + 1);
        if (module.indexOf('~') >= 0) {
            // What File Install makes of a file with '~' before the name, since it splits at the first hyphen.
            problems.add("Configuration '" + pid + "' must name a module, but '" + module
                    + "' is no module's name. If it is a file, call it '" + MODULE_PID + "-" + module.replace('~', '-')
                    + ".cfg'.");
            return;
        }
        var reader = new SettingReader(pid, properties, problems);
        modules.put(
                module,
                new ModuleSettings(
                        reader.constant(RUNTIME + ".type", Place.LOCAL) != Place.LOCAL,
                        reader.flag("required", defaults.required()),
                        deadlines(reader, "", defaults.deadlines()),
                        supervision(reader, "", defaults.supervision())));
        reader.rejectUnknown(
                key -> isOurs(key) && !isUnder(CONFIG, key) && !isUnder(DATABASE, key) && !isUnder(RUNTIME, key));
        configs.put(module, section(pid, properties));
        keep(DATABASE, properties, databases, module);
        keep(RUNTIME, properties, runtimes, module);
    }

    /** Puts a section aside that is for others to understand. */
    private static void keep(
            String section, Map<String, Object> properties, Map<String, Map<String, Object>> kept, String module) {
        var under = new TreeMap<String, Object>(properties);
        under.keySet().removeIf(key -> !isUnder(section, key));
        if (!under.isEmpty()) {
            kept.put(module, under);
        }
    }

    private ModuleConfig section(String pid, Map<String, Object> properties) {
        var tree = new ConfigTree(properties, CONFIG);
        tree.conflicts()
                .forEach(
                        key -> problems.add("Key '" + key + "' of configuration '" + pid + "' must be either a value or"
                                + " a section, but is both. Remove one; until then the value holds."));
        Object single = properties.get(CONFIG);
        Object section = tree.tree();
        boolean isMarker = single == null || single.toString().strip().equals("{}");
        if (!isMarker || section instanceof List) {
            return ModuleConfig.without(Presence.NOT_A_MAP);
        }
        var content = new TreeMap<String, Object>();
        ((Map<?, ?>) section).forEach((key, value) -> content.put(key.toString(), value));
        boolean isAbsent = single == null && content.isEmpty();
        return isAbsent ? ModuleConfig.without(Presence.NO_SECTION) : new ModuleConfig(Presence.SECTION, content);
    }

    private static boolean isUnder(String section, String key) {
        return key.equals(section) || key.startsWith(section + ".");
    }

    /** Whether a key is the user's, and not the bookkeeping of Configuration Admin or of whoever wrote it there. */
    private static boolean isOurs(String key) {
        return !key.startsWith("service.")
                && !key.startsWith("felix.")
                && !key.startsWith("component.")
                && !key.startsWith("org.apache.")
                && !key.startsWith("org.osgi.")
                && !key.startsWith(".")
                && !key.startsWith(":");
    }
}
