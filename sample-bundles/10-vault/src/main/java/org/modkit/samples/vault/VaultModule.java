// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.vault;

import java.util.Collection;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.service.component.annotations.Component;

/** Has gold for some, and an inscription for everybody. How callers are known is none of its business. */
@Component
@ModuleDefinition(name = "vault")
public final class VaultModule implements ModkitModule, RestApiCapability {
    @Override
    public Collection<Object> resources() {
        return List.of(new Vault());
    }
}
