// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The services of one type that bundles published natively, as one module sees them. Holds no state.
 *
 * <p>Every method bears a bundle context that has become invalid: there are no services then.
 */
final class PlainServices {
    static final String CLIENT = "modkit.client";
    static final String OWNER = "modkit.client.owner";
    static final String SCOPE = "modkit.client.scope";
    static final String PLUGIN_ID = "modkit.plugin.id";
    static final String PLUGIN_VENDOR = "modkit.plugin.vendor";
    static final String PLUGIN_PRIORITY = "modkit.plugin.priority";

    private static final String NOT_FROM_THE_HUB = "(!(" + CLIENT + "=true))";

    /**
     * A service in use.
     *
     * @param reference which one
     * @param object the service itself
     */
    record Held(ServiceReference<?> reference, Object object) {}

    private final Class<?> type;
    private final BundleContext context;

    PlainServices(Class<?> type, BundleContext context) {
        this.type = type;
        this.context = context;
    }

    /** Which services a lookup under a key may find. A plugin is found under the scope of its id only. */
    static String filterOf(Key key) {
        return "(&(objectClass=" + key.typeName() + ")" + NOT_FROM_THE_HUB
                + key.scopeIfAny().map(PlainServices::inScope).orElse("(!(" + SCOPE + "=*))(!(" + PLUGIN_ID + "=*))")
                + ")";
    }

    private static String inScope(String scope) {
        String named = "(&(" + SCOPE + "=" + escaped(scope) + ")(!(" + PLUGIN_ID + "=*)))";
        String prefix = ClientScope.gts("").value();
        return scope.startsWith(prefix)
                ? "(|(" + PLUGIN_ID + "=" + escaped(scope.substring(prefix.length())) + ")" + named + ")"
                : named;
    }

    private static String escaped(String value) {
        return value.replaceAll("[\\\\*()]", "\\\\$0");
    }

    /** The fitting service of the highest ranking. */
    Optional<ServiceReference<?>> best(String filter, Set<ServiceReference<?>> except) {
        return all(filter)
                .filter(reference -> !except.contains(reference) && fits(reference))
                .max(Comparator.naturalOrder());
    }

    /** Everything natively published under the type's name that claims to be a plugin. */
    Stream<ServiceReference<?>> plugins() {
        return all("(&" + NOT_FROM_THE_HUB + "(" + PLUGIN_VENDOR + "=*))").filter(this::fits);
    }

    /** Everything published under the type's name whose class is another one. */
    Stream<ServiceReference<?>> strangers() {
        return all(NOT_FROM_THE_HUB).filter(reference -> !fits(reference));
    }

    /** Everything natively published that a lookup under another scope would find. */
    Stream<ServiceReference<?>> scoped() {
        return all("(&" + NOT_FROM_THE_HUB + "(|(" + SCOPE + "=*)(" + PLUGIN_ID + "=*)))")
                .filter(this::fits);
    }

    /** Takes a service into use; empty if it turns out to be of no use. Calls the code of the bundle behind it. */
    Optional<Held> take(ServiceReference<?> reference) {
        try {
            Object object = context.getService(reference);
            if (type.isInstance(object)) {
                return Optional.of(new Held(reference, object));
            }
            if (object != null) {
                context.ungetService(reference);
            }
        } catch (IllegalStateException invalid) {
            // The module's bundle has stopped; it finds nothing any more.
        }
        return Optional.empty();
    }

    void giveBack(Held held) {
        try {
            context.ungetService(held.reference());
        } catch (IllegalStateException invalid) {
            // The framework gave it back when the module's bundle stopped.
        }
    }

    void listen(ServiceListener listener, String filter) {
        try {
            context.addServiceListener(listener, filter);
        } catch (IllegalStateException invalid) {
            // Nothing will be found, so nothing is missed.
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    void ignore(ServiceListener listener) {
        try {
            context.removeServiceListener(listener);
        } catch (IllegalStateException invalid) {
            // The framework removed it when the module's bundle stopped.
        }
    }

    private Stream<ServiceReference<?>> all(String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), filter);
            return found == null ? Stream.empty() : Stream.of(found);
        } catch (IllegalStateException invalid) {
            return Stream.empty();
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Asked of the bundle the type comes from, since a module may look for a type it has no wire to itself. */
    private boolean fits(ServiceReference<?> reference) {
        Bundle origin = FrameworkUtil.getBundle(type);
        boolean there = origin != null && origin.getState() != Bundle.UNINSTALLED;
        try {
            return reference.isAssignableTo(there ? origin : context.getBundle(), type.getName());
        } catch (IllegalStateException invalid) {
            return false;
        }
    }
}
