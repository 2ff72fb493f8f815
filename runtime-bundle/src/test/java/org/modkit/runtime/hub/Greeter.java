// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

/** The client the tests look for. Public, so that copies of it can be loaded by bundles. */
public interface Greeter {
    String greet();
}
