// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a module and what it needs.
 *
 * <p>On a Declarative Services component it becomes the service properties {@code modkit.name},
 * {@code modkit.requires} and {@code modkit.capabilities}. A bundle that registers its services by hand writes the same
 * properties; {@code modkit.module} is the name's other spelling, used to tie separate capability services to it.
 *
 * <p>Taken from the original's {@code #[modkit::module(name, deps, capabilities)]}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@ComponentPropertyType
@Capability(namespace = ModuleDefinition.NAMESPACE, name = "${#name}")
@Header(name = "Require-Capability", value = Requirements.OF_NEEDS)
public @interface ModuleDefinition {
    /** The namespace of modules among capabilities. */
    String NAMESPACE = "modkit.module";

    /** Makes DS map {@link #name()} to {@code modkit.name}, and so on. */
    String PREFIX_ = "modkit.";

    /**
     * Returns the module's name, unique in the process.
     *
     * @return kebab-case: starts with a letter, then letters, digits and single hyphens, all lower case
     */
    String name();

    /**
     * Returns the modules this one needs: a name, then optionally {@code ;version=[1.2,2)}, {@code ;optional} and
     * {@code ;restart}.
     *
     * <p>An <em>optional</em> need orders the two when both are there and is never waited for. With <em>restart</em>
     * the module is restarted when that optional one arrives or leaves; without it nothing happens to it.
     *
     * @return needs in any order
     */
    String[] requires() default {};

    /**
     * Returns the labels of capabilities that the bundle registers as services of their own
     * ({@link org.modkit.api.capability.Capability#label()}).
     *
     * <p>The module waits until all of them are there. Interfaces that the core object itself implements need no label.
     *
     * @return labels in any order
     */
    String[] capabilities() default {};
}
