// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello;

import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.osgi.service.component.annotations.Component;

@Component
@ModuleDefinition(name = "hello")
public final class HelloModule implements ModkitModule {
    public void init(ModuleContext context) {
        System.getLogger("hello").log(System.Logger.Level.INFO, "Hello from '" + context.moduleName() + "'.");
    }
}
