// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.util.Hashtable;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.DatabaseCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The only class of each bundle under measurement: a module that does nothing but have a change log, if it has one. */
public final class MigratingModule implements BundleActivator, ModkitModule, DatabaseCapability {
    static final String NAME = "Benchmark-Module";
    static final String CHANGE_LOG = "Benchmark-Change-Log";

    private String changeLog;

    @Override
    public void start(BundleContext context) {
        var headers = context.getBundle().getHeaders();
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.module", headers.get(NAME));
        properties.put("modkit.requires", new String[0]);
        changeLog = headers.get(CHANGE_LOG);
        String[] core = {ModkitModule.class.getName()};
        String[] both = {ModkitModule.class.getName(), DatabaseCapability.class.getName()};
        context.registerService(changeLog == null ? core : both, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public String changeLog() {
        return changeLog;
    }
}
