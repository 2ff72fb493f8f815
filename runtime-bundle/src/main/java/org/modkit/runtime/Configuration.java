// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.modkit.api.status.Phase;
import org.modkit.runtime.config.ConfigBinder;
import org.modkit.runtime.config.RuntimeSettings;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.phase.ConfigReader;
import org.modkit.runtime.plan.Command;
import org.modkit.runtime.plan.Policy;
import org.modkit.runtime.track.Problems;
import org.osgi.framework.BundleContext;

/** Holds the settings that are in force, and tells the loop which modules a change concerns. */
final class Configuration implements ConfigReader {
    /** The framework property that names the phase nobody climbs beyond; migrate-only sets it. */
    private static final String CEILING = "modkit.ceiling";

    private final Problems problems;
    private final Consumer<Command> loop;
    private final Optional<Phase> ceiling;
    private volatile RuntimeSettings settings = RuntimeSettings.standard();

    Configuration(BundleContext context, Problems problems, Consumer<Command> loop) {
        this.problems = problems;
        this.loop = loop;
        this.ceiling = Optional.ofNullable(context.getProperty(CEILING))
                .map(name -> Phase.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Takes over new settings; called one at a time. */
    void changed(RuntimeSettings now) {
        RuntimeSettings before = settings;
        settings = now;
        tell(before.problems(), now.problems());
        Policy policy = now.policy();
        var limited = new Policy(policy.order(), policy.workers(), policy.onFailure(), ceiling);
        loop.accept(new Command.Configured(limited, now.defaults(), now.modules()));
        var names = new TreeSet<>(before.configs().keySet());
        names.addAll(now.configs().keySet());
        names.addAll(before.databases().keySet());
        names.addAll(now.databases().keySet());
        names.addAll(before.runtimes().keySet());
        names.addAll(now.runtimes().keySet());
        // Of those that move, the model knows by their settings.
        names.removeIf(
                name -> before.module(name).elsewhere() != now.module(name).elsewhere());
        for (String name : names) {
            if (!before.database(name).equals(now.database(name))) {
                loop.accept(new Command.Ask(name, Asked.DATABASE, known -> {}));
            } else if (!before.runtime(name).equals(now.runtime(name))
                    || !before.config(name).equals(now.config(name))) {
                loop.accept(new Command.Ask(name, Asked.CONFIGURATION, known -> {}));
            }
        }
    }

    private void tell(List<String> before, List<String> now) {
        var gone = new ArrayList<>(before);
        gone.removeAll(now);
        gone.forEach(sentence -> problems.remove("configuration " + sentence));
        for (String sentence : now) {
            if (problems.put("configuration " + sentence, sentence)) {
                loop.accept(new Command.Refused(sentence));
            }
        }
    }

    @Override
    public <T> T lenient(String module, Class<T> type) {
        return binder(module).lenient(type);
    }

    @Override
    public <T> T required(String module, Class<T> type) {
        return binder(module).required(type);
    }

    @Override
    public Map<String, Object> raw(String module) {
        return binder(module).raw();
    }

    private ConfigBinder binder(String module) {
        return new ConfigBinder(module, settings.config(module));
    }
}
