// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator;

import java.util.Collection;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.samples.calculator.api.Calculator;
import org.osgi.service.component.annotations.Component;

/**
 * Adds, for modules of its own process by the ClientHub and for those of others by gRPC.
 *
 * <p>It does not know in which process that is. The operator says so.
 */
@Component
@ModuleDefinition(name = "calculator")
public final class CalculatorModule implements ModkitModule, GrpcServiceCapability {
    private final Calculator calculator = new Adder();

    @Override
    public void init(ModuleContext context) {
        context.clients().register(Calculator.class, calculator);
    }

    @Override
    public Collection<Object> services() {
        return List.of(new CalculatorService(calculator));
    }
}
