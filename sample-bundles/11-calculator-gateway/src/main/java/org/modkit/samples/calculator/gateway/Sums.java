// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.modkit.samples.calculator.api.Calculator;

/** Sums. */
@Path("v1/calculator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Sums {
    private final Calculator calculator;

    Sums(Calculator calculator) {
        this.calculator = calculator;
    }

    /**
     * What is to be added.
     *
     * @param a one number
     * @param b the other
     */
    public record Addition(@NotNull Long a, @NotNull Long b) {}

    /**
     * What came out.
     *
     * @param sum the sum
     */
    public record Result(long sum) {}

    /**
     * Adds two numbers.
     *
     * @param addition which
     * @return their sum
     */
    @POST
    @Path("add")
    public Result add(@NotNull @Valid Addition addition) {
        return new Result(calculator.add(addition.a(), addition.b()));
    }
}
