// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.broken;

import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fails in init, until its configuration is mended. Everybody else goes on running.
 *
 * <p>What it throws becomes the reason shown to the operator, so it says what is expected, what was found, and what to
 * do. {@code close} is called all the same, since {@code init} may have taken something before it failed.
 */
@Component
@ModuleDefinition(name = "broken")
public final class BrokenModule implements ModkitModule {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenModule.class);

    @Override
    public void init(ModuleContext context) {
        if (!context.config(BrokenConfig.class).mended()) {
            throw new IllegalStateException("Expected the setting 'mended' to be true, but it is not."
                    + " Set 'modules.broken.config.mended: true'.");
        }
        LOG.info("Mended.");
    }

    @Override
    public void close() {
        LOG.info("Closed.");
    }
}
