// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.rest;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.directory.registry.Instance;

/** Offers the listing to the gateway, under the path that the original's clients know. The runtime calls it. */
public final class OrchestratorModule implements ModkitModule, RestApiCapability {
    /** Its name, and the first part of its path. */
    public static final String NAME = "module-orchestrator";

    private final Modules modules;

    /**
     * Makes the module.
     *
     * @param runtime tells which modules there are
     * @param instances what the directory knows of
     */
    public OrchestratorModule(Supplier<Optional<ModkitRuntime>> runtime, Supplier<List<Instance>> instances) {
        this.modules = new Modules(runtime, instances);
    }

    @Override
    public void init(ModuleContext context) {
        // There is nothing to prepare.
    }

    @Override
    public Collection<Object> resources() {
        return List.of(modules);
    }
}
