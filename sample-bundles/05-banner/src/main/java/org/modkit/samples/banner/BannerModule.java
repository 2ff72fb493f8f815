// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.banner;

import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a text.
 *
 * <p>A change of its configuration reaches {@code configurationChanged} while it runs. Without that method the runtime
 * would restart it, with the modules that need it, as it does when its jar is replaced, by lesson 5's version 2 say.
 */
@Component
@ModuleDefinition(name = "banner")
public final class BannerModule implements ModkitModule, ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(BannerModule.class);

    @Override
    public void init(ModuleContext context) {
        show(context);
    }

    @Override
    public void configurationChanged(ModuleContext context) {
        show(context);
    }

    private static void show(ModuleContext context) {
        LOG.info(drawn(context.config(BannerConfig.class).text()));
    }

    static String drawn(String text) {
        return "=== " + text + " ===";
    }
}
