// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello.rest;

/**
 * What is answered.
 *
 * @param name who is greeted
 * @param text the greeting
 */
public record Greeting(String name, String text) {}
