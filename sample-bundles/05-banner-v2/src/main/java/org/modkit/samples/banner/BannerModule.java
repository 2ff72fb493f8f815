// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.banner;

import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a text, in stars. Copied over the jar of version 1, it takes its place; no other module notices. */
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
        return "*** " + text + " ***";
    }
}
