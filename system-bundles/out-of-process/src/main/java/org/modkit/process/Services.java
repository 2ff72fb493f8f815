// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds the services of modules, whoever can see their types. */
final class Services {
    private Services() {}

    static List<ServiceReference<?>> of(BundleContext context, String module) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(
                    null, "(|(modkit.module=" + module + ")(modkit.name=" + module + "))");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("A module's name should be letters, digits and hyphens: " + module, e);
        }
    }
}
