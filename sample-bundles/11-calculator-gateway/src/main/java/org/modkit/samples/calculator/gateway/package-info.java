// SPDX-License-Identifier: Apache-2.0
/** Lesson 11: a user of the calculator, which says nowhere in which process that runs. */
package org.modkit.samples.calculator.gateway;
