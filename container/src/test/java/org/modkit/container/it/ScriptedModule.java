// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.locks.LockSupport;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A module that does what the headers of its bundle say; runs in the container, so it uses nothing of the tests. */
public final class ScriptedModule implements BundleActivator, ModkitModule, RunnableCapability {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedModule.class);

    private String name;
    private String fault;

    @Override
    public void start(BundleContext context) {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        name = headers.get("Test-Module");
        fault = headers.get("Test-Fault");
        if ("activator".equals(fault)) {
            throw new IllegalStateException("scripted");
        }
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.module", name);
        String needs = headers.get("Test-Requires");
        properties.put("modkit.requires", needs.isEmpty() ? new String[0] : needs.split(","));
        context.registerService(
                new String[] {ModkitModule.class.getName(), RunnableCapability.class.getName()}, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    @Override
    public void init(ModuleContext context) {
        LOG.info("Module {} was given {}.", name, context.rawConfig().keySet());
        LOG.debug(
                "Module {} says debug, greeting {}.", name, context.rawConfig().get("greeting"));
        LOG.trace("Module {} says trace.", name);
        if ("init".equals(fault)) {
            throw new IllegalStateException("scripted");
        }
    }

    @Override
    public void start(RunContext run) {
        LOG.info("Module {} started.", name);
        if ("exit".equals(fault)) {
            run.task("exit", token -> System.exit(7));
        }
    }

    @Override
    public void stop() {
        // Deaf to interrupts, as the worst modules are.
        while ("stop".equals(fault)) {
            LockSupport.park();
        }
    }
}
