// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.route;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.modkit.api.rest.RouteLimit;
import org.modkit.rest.gateway.config.Bounds;

/**
 * What an author says of a route, in annotations. A method's come before its class's, and those of a class before those of
 * what it extends and implements.
 *
 * @param access who may call it
 * @param bounds how many requests it takes
 */
public record Declared(Access access, Bounds bounds) {
    /** Nothing. */
    public static final Declared NOTHING = new Declared(Access.UNSAID, Bounds.UNSAID);

    /**
     * Reads it.
     *
     * @param method a method of a resource
     * @param type the class of the resource, which may have inherited the method
     * @return what is said there
     */
    public static Declared of(Method method, Class<?> type) {
        return of(method, method, type);
    }

    /** With the method that has the annotations of Jakarta REST, which need not have the same parameters. */
    static Declared of(Method method, Method definition, Class<?> type) {
        Declared found = NOTHING;
        for (AnnotatedElement place : places(method, definition, type)) {
            found = found.or(new Declared(Access.of(place), bounds(place)));
        }
        return found;
    }

    /**
     * Fills in what is left unsaid here.
     *
     * @param other what is said somewhere further out
     * @return what is said here, and what is said there where nothing is said here
     */
    public Declared or(Declared other) {
        return new Declared(
                access.rule() == Access.Rule.UNSAID ? other.access : access,
                bounds.equals(Bounds.UNSAID) ? other.bounds : bounds);
    }

    private static List<AnnotatedElement> places(Method method, Method definition, Class<?> type) {
        Set<Class<?>> line = new LinkedHashSet<>();
        climb(type, line);
        var places = new ArrayList<AnnotatedElement>();
        places.add(method);
        places.add(definition);
        for (Class<?> each : line) {
            try {
                places.add(each.getDeclaredMethod(method.getName(), method.getParameterTypes()));
            } catch (NoSuchMethodException notThere) {
                // It is there in another class of the line.
            }
        }
        places.addAll(line);
        return places;
    }

    private static void climb(Class<?> type, Set<Class<?>> line) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            line.add(each);
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                climb(implemented, line);
            }
        }
    }

    private static Bounds bounds(AnnotatedElement place) {
        RouteLimit said = place.getAnnotation(RouteLimit.class);
        return said == null ? Bounds.UNSAID : new Bounds(said.rps(), said.burst(), said.inFlight());
    }

    /**
     * Refuses what can't be meant.
     *
     * @param type the class of a resource
     * @throws IllegalArgumentException with a sentence
     */
    public static void check(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class) {
                Bounds bounds = of(method, type).bounds;
                if (bounds.rps() < RouteLimit.AS_CONFIGURED
                        || bounds.inFlight() < RouteLimit.AS_CONFIGURED
                        || bounds.burst() < RouteLimit.AS_CONFIGURED
                        || bounds.burst() == 0) {
                    throw new IllegalArgumentException("@RouteLimit at '" + type.getName() + "." + method.getName()
                            + "' must have numbers that are not negative, and a burst greater than zero, but has rps "
                            + bounds.rps() + ", burst " + bounds.burst() + ", inFlight " + bounds.inFlight() + ".");
                }
            }
        }
    }
}
