// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.api.CalculatorException.Reason;
import org.modkit.samples.calculator.gateway.Sums.Addition;
import org.modkit.samples.calculator.gateway.Sums.Result;

class CalculatorGatewayModuleTest {
    @Test
    void addsWithTheCalculatorOfTheHub() {
        ClientHub hub = mock();
        ModuleContext context = mock();
        when(context.clients()).thenReturn(hub);
        when(hub.get(Calculator.class)).thenReturn(Math::addExact);
        var module = new CalculatorGatewayModule();

        module.init(context);

        assertThat(module.resources())
                .hasExactlyElementsOfTypes(Sums.class, CalculatorProblems.class)
                .filteredOn(Sums.class::isInstance)
                .allSatisfy(sums ->
                        assertThat(((Sums) sums).add(new Addition(40L, 2L))).isEqualTo(new Result(42)));
    }

    @Test
    void makesProblemsOfRefusals() {
        try (Response tooMuch = refused(Reason.OUT_OF_RANGE);
                Response away = refused(Reason.AWAY)) {
            assertThat(tooMuch.getStatus()).isEqualTo(400);
            assertThat(away.getStatus()).isEqualTo(503);
            assertThat(away.getMediaType()).hasToString("application/problem+json");
            assertThat(away.getEntity())
                    .isEqualTo(new CalculatorProblems.Problem("about:blank", "Service Unavailable", 503, "Not now."));
        }
    }

    private static Response refused(Reason reason) {
        return new CalculatorProblems().toResponse(new CalculatorException(reason, "Not now."));
    }
}
