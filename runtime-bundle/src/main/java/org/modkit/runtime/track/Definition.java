// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.modkit.api.capability.Capability;
import org.modkit.runtime.graph.ModuleName;
import org.modkit.runtime.graph.Need;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * What a service says of the module it belongs to, read from its properties.
 *
 * @param name the module's name
 * @param needs what it needs
 * @param declared capabilities that are to come as services of their own
 */
record Definition(String name, List<Need> needs, Set<Capability> declared) {
    static final String MODULE = "modkit.module";
    static final String NAME = "modkit.name";
    static final String REQUIRES = "modkit.requires";
    static final String CAPABILITIES = "modkit.capabilities";

    /** What is wrong with the properties of a service, as sentences. */
    static final class IllegalDefinition extends Exception {
        private static final long serialVersionUID = 1L;

        IllegalDefinition(List<String> problems) {
            super(String.join(" ", problems));
        }
    }

    /** Reads all properties, and complains of everything that is wrong at once. */
    static Definition of(ServiceReference<?> service) throws IllegalDefinition {
        var problems = new ArrayList<String>();
        String who = "Bundle " + show(service.getBundle());
        String name = name(service, who, problems);
        var needs = new LinkedHashMap<String, Need>();
        for (String text : texts(service.getProperty(REQUIRES))) {
            try {
                Need need = Need.parse(text);
                needs.putIfAbsent(need.module(), need);
            } catch (IllegalArgumentException e) {
                problems.add(who + " registers module '" + name + "' with an illegal need. " + e.getMessage());
            }
        }
        var declared = EnumSet.noneOf(Capability.class);
        for (String label : texts(service.getProperty(CAPABILITIES))) {
            Capability.ofLabel(label).ifPresentOrElse(declared::add, () -> problems.add(unknown(who, name, label)));
        }
        if (!problems.isEmpty()) {
            throw new IllegalDefinition(problems);
        }
        return new Definition(name, List.copyOf(needs.values()), declared);
    }

    private static String name(ServiceReference<?> service, String who, List<String> problems) {
        Object module = service.getProperty(MODULE);
        Object name = service.getProperty(NAME);
        if (module == null && name == null) {
            problems.add(who + " registers a module without a name, so it can't be started. Annotate it with"
                    + " @ModuleDefinition(name = ...) or set the service property '" + MODULE + "'.");
            return "";
        }
        String text = Objects.toString(module == null ? name : module);
        ModuleName.fault(text)
                .ifPresent(fault -> problems.add(who + " registers a module named '" + text + "', but " + fault + "."));
        return text;
    }

    private static String unknown(String who, String name, String label) {
        String known = Arrays.stream(Capability.values()).map(Capability::label).collect(Collectors.joining(", "));
        return who + " registers module '" + name + "' with the unknown capability '" + label + "'. Use one of " + known
                + ".";
    }

    /** A property that may be a text, an array or a collection of texts. */
    private static List<String> texts(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(Objects::toString).toList();
        }
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(Objects::toString).toList();
        }
        return value == null || value.toString().isBlank() ? List.of() : List.of(value.toString());
    }

    /** The module a capability service belongs to; may be illegal or empty. */
    static String moduleOf(ServiceReference<?> service) {
        Object module = service.getProperty(MODULE);
        return Objects.toString(module == null ? service.getProperty(NAME) : module, "");
    }

    static List<String> typesOf(ServiceReference<?> service) {
        return List.of((String[]) service.getProperty(Constants.OBJECTCLASS));
    }

    static Map<Capability, ServiceReference<?>> capabilitiesOf(ServiceReference<?> service) {
        var found = new LinkedHashMap<Capability, ServiceReference<?>>();
        typesOf(service).forEach(type -> Capability.ofType(type).ifPresent(c -> found.put(c, service)));
        return found;
    }

    static String show(Bundle bundle) {
        return bundle == null ? "(gone)" : bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]";
    }
}
