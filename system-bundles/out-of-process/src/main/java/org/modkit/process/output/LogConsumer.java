// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a child's lines to the host's log, under the logger {@code modkit.child.<module>}, with the original's fields. */
public final class LogConsumer implements Consumer<Line> {
    private final Logger log;
    private final String module;
    private final String instance;

    /**
     * Logs what one instance writes.
     *
     * @param module the child's module
     * @param instance which instance of it
     */
    public LogConsumer(String module, UUID instance) {
        this.log = LoggerFactory.getLogger("modkit.child." + module);
        this.module = module;
        this.instance = instance.toString();
    }

    @Override
    public void accept(Line line) {
        // As an argument, for braces in a child's text are no places to fill.
        log.atLevel(line.level())
                .addKeyValue("oop_module", module)
                .addKeyValue("oop_instance_id", instance)
                .addKeyValue("stream", line.stream().label())
                .log("{}", line.text());
    }
}
