// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Finds out why a lookup found nothing, and what to do about it. Slow, and only used on the way to an exception. */
final class Hint {
    private final Hub hub;
    private final Key key;
    private final PlainServices services;

    Hint(Hub hub, Key key, PlainServices services) {
        this.hub = hub;
        this.key = key;
        this.services = services;
    }

    /** Names a bundle the way messages do. */
    static String name(Bundle bundle) {
        return bundle == null
                ? "the class path"
                : "'" + bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]'";
    }

    /** The sentence for a module that looked in vain. */
    String of(String module) {
        return otherClass()
                .or(this::otherScopes)
                .orElse("Add the module that registers it to 'requires' of module '" + module
                        + "', and see that it runs.");
    }

    private Optional<String> otherClass() {
        return registeredStranger()
                .or(this::publishedStranger)
                .map(stranger -> "One is there for the class of that"
                        + " name from " + stranger + ", but the class asked for comes from "
                        + name(FrameworkUtil.getBundle(key.type()))
                        + ". Let both import the package from one bundle instead of holding copies of it.");
    }

    private Optional<String> registeredStranger() {
        return hub.tops().stream()
                .filter(entry -> entry.key().typeName().equals(key.typeName()))
                .filter(entry -> entry.key().type() != key.type())
                .map(entry ->
                        name(FrameworkUtil.getBundle(entry.key().type())) + ", registered by " + name(entry.bundle()))
                .findFirst();
    }

    private Optional<String> publishedStranger() {
        return services.strangers()
                .map(ServiceReference::getBundle)
                .map(bundle -> name(origin(bundle)) + ", published by " + name(bundle))
                .findFirst();
    }

    /** The bundle from which a publisher has the class; itself if that can't be told any more. */
    private Bundle origin(Bundle publisher) {
        try {
            return FrameworkUtil.getBundle(publisher.loadClass(key.typeName()));
        } catch (ClassNotFoundException | IllegalStateException gone) {
            return publisher;
        }
    }

    private Optional<String> otherScopes() {
        var scopes = new TreeSet<String>();
        boolean global = false;
        for (Entry entry : hub.tops()) {
            if (entry.key().type() == key.type()) {
                entry.key().scopeIfAny().ifPresent(scopes::add);
                global |= entry.key().scope() == null;
            }
        }
        services.scoped().map(Hint::scopeOf).forEach(scopes::add);
        if (scopes.isEmpty() && !global) {
            return Optional.empty();
        }
        String listed = scopes.stream().map(scope -> "'" + scope + "'").collect(Collectors.joining(", "));
        return Optional.of("It is registered " + (scopes.isEmpty() ? "" : "with scope " + listed)
                + (global && !scopes.isEmpty() ? " and " : "") + (global ? "without a scope" : " only")
                + ". Ask for what is there, or register what is missing.");
    }

    private static String scopeOf(ServiceReference<?> reference) {
        Object id = reference.getProperty(PlainServices.PLUGIN_ID);
        return id == null ? String.valueOf(reference.getProperty(PlainServices.SCOPE)) : "gts:" + id;
    }
}
