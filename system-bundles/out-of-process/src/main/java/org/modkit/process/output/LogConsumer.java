// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes a child's lines to the host's log, under the logger {@code modkit.child.<module>}, with the original's fields in the
 * logging context. What the log says itself, time and level, is taken off the line; in its place stands the end of the
 * instance's id, which tells siblings apart.
 */
public final class LogConsumer implements Consumer<Line> {
    private static final int TELLING = 6;

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
        MDC.put("oop_module", module);
        MDC.put("oop_instance_id", instance);
        MDC.put("stream", line.stream().label());
        try {
            // As an argument, for braces in a child's text are no places to fill.
            log.atLevel(line.level()).log("[{}] {}", instance.substring(instance.length() - TELLING), line.message());
        } finally {
            MDC.remove("oop_module");
            MDC.remove("oop_instance_id");
            MDC.remove("stream");
        }
    }
}
