// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What is asked for. A request that breaks a constraint never gets to the module.
 *
 * @param name who is to be greeted
 * @param times how often
 */
public record Wish(
        @NotBlank @Size(max = 40) String name,
        @Min(1) @Max(3) int times) {}
