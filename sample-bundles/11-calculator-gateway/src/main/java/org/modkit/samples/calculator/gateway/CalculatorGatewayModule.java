// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.gateway;

import java.util.Collection;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.samples.calculator.api.Calculator;
import org.osgi.service.component.annotations.Component;

/** Offers the calculator by REST. Where the calculator runs, it neither knows nor asks. */
@Component
@ModuleDefinition(name = "calculator-gateway", requires = "calculator")
public final class CalculatorGatewayModule implements ModkitModule, RestApiCapability {
    private volatile Calculator calculator;

    @Override
    public void init(ModuleContext context) {
        calculator = context.clients().get(Calculator.class);
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Sums(calculator), new CalculatorProblems());
    }
}
