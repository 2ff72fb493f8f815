// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.slf4j.LoggerFactory;

/**
 * What Liquibase logs, a level or two down.
 *
 * <p>What it does for a module is in our report, and why it failed as well; its own lines are for whoever wants to know
 * how.
 */
final class LiquibaseLog extends AbstractLogService {
    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Logger getLog(Class type) {
        org.slf4j.Logger log = LoggerFactory.getLogger(type);
        return new AbstractLogger() {
            @Override
            public void log(Level level, String message, Throwable cause) {
                if (level.intValue() >= Level.WARNING.intValue()) {
                    log.info(message);
                } else if (level.intValue() >= Level.INFO.intValue()) {
                    log.debug(message);
                } else {
                    log.trace(message, cause);
                }
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }
}
