// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.modkit.configuration.Settings;
import org.modkit.configuration.logging.JarModules;
import org.modkit.configuration.logging.LogFile;
import org.modkit.configuration.logging.LogProperties;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.Instance;
import org.osgi.framework.Constants;

/** What the framework and the bundles of others are told at the start. */
final class FrameworkProperties {
    /** The start level of File Install, and so of what it deploys: the last to start, the first to stop. */
    static final int DEPLOY_LEVEL = 50;

    static final int LAST_LEVEL = 100;

    private final Map<String, String> properties = new HashMap<>();

    private FrameworkProperties() {}

    static Map<String, String> of(Installation installation, Instance instance, Settings settings, boolean shell)
            throws IOException {
        FrameworkProperties told = common(installation, instance, settings);
        told.deploy(instance, settings);
        told.put("modkit.control", ControlPath.choose(instance));
        // Without a terminal the shell would read the end of its input and stop the framework.
        told.put("gosh.args", shell ? "" : "--nointeractive");
        return told.properties;
    }

    /** Nobody drops bundles into a child, types into it or asks it on a channel of its own. */
    static Map<String, String> ofChild(Installation installation, Instance instance, Settings settings)
            throws IOException {
        return common(installation, instance, settings).properties;
    }

    private static FrameworkProperties common(Installation installation, Instance instance, Settings settings)
            throws IOException {
        var told = new FrameworkProperties();
        told.framework(instance);
        told.logging(instance, settings);
        told.put("modkit.home", instance.home());
        told.put("modkit.install", installation.folder());
        return told;
    }

    private void framework(Instance instance) {
        // With a dot, since the folder is emptied at every start and 'data/cache' would be that of a module 'cache'.
        put(Constants.FRAMEWORK_STORAGE, instance.data().resolve("framework.cache"));
        // Always fresh: what runs is what lies in bundles/ and deploy/ now, never what somebody deployed once.
        put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, LAST_LEVEL);
    }

    private void deploy(Instance instance, Settings settings) {
        String prefix = "felix.fileinstall.";
        put(prefix + "dir", instance.deploy());
        put(prefix + "tmpdir", instance.data().resolve("framework.tmp"));
        put(prefix + "poll", millis(settings));
        put(prefix + "filter", ".*\\.jar");
        put(prefix + "subdir.mode", "skip");
        put(prefix + "start.level", DEPLOY_LEVEL);
        // What lies there at the start is running when the framework says that it has started.
        put(prefix + "noInitialDelay", true);
        // Looking is as quick as being told, and the same on every file system.
        put(prefix + "disableNio2", true);
        put(prefix + "enableConfigSave", false);
        put(prefix + "log.level", 3);
    }

    private static long millis(Settings settings) {
        String poll = settings.effective()
                .section("deploy")
                .value("poll")
                .orElseThrow()
                .toString();
        long number = Long.parseLong(poll.replaceAll("\\D", ""));
        return switch (poll.replaceAll("\\d", "")) {
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            default -> number;
        };
    }

    /** Logging is right from the first line; the configuration bundle keeps it right from then on. */
    private void logging(Instance instance, Settings settings) throws IOException {
        LogFile file = LogFile.of(instance.home());
        file.write(LogProperties.of(
                settings.effective().section("logging"), instance.log(), JarModules.in(instance.deploy())));
        put("org.ops4j.pax.logging.property.file", file.path());
        put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        // Declarative Services logs under its own name, not under that of every component.
        put("ds.log.extension", true);
    }

    private void put(String key, Object value) {
        properties.put(key, value.toString());
    }
}
