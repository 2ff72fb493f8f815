// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The module of each bundle under measurement, with {@link Orders} as its resource if it is to have one. */
public final class RestModule implements BundleActivator, ModkitModule, RestApiCapability {
    static final String NAME = "Benchmark-Module";
    static final String REST = "Benchmark-Rest";

    @Override
    public void start(BundleContext context) {
        var headers = context.getBundle().getHeaders();
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.module", headers.get(NAME));
        String[] core = {ModkitModule.class.getName()};
        String[] both = {ModkitModule.class.getName(), RestApiCapability.class.getName()};
        context.registerService(headers.get(REST) == null ? core : both, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Orders());
    }
}
