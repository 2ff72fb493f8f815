// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello.rest;

import java.util.Collection;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.service.component.annotations.Component;

/**
 * Greets over HTTP, below {@code /hello-rest} unless the operator has configured another path.
 *
 * <p>It knows no server: the gateway mounts what {@code resources} returns before the module is RUNNING, and lets requests
 * under way finish before it goes down.
 */
@Component
@ModuleDefinition(name = "hello-rest")
public final class HelloRestModule implements ModkitModule, RestApiCapability {
    @Override
    public Collection<Object> resources() {
        return List.of(new Greetings());
    }
}
