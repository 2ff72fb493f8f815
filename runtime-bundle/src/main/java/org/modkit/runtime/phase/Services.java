// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.modkit.api.capability.SystemContext;
import org.modkit.runtime.plan.Command;

/**
 * What hooks are given, and whom their threads tell.
 *
 * @param system the runtime's inside, for system modules
 * @param config reads configuration
 * @param hosts who carries out hosted phases
 * @param commands takes what happened
 * @param ended takes the end of a step from a thread that has nothing to do then, and may call the runner on it
 * @param complaints takes what modules throw where nobody waits for it, with a sentence
 */
public record Services(
        SystemContext system,
        ConfigReader config,
        Hosts hosts,
        Consumer<Command> commands,
        Consumer<Command> ended,
        BiConsumer<String, Throwable> complaints) {}
