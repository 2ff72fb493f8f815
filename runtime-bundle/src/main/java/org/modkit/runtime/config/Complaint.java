// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in our words what Jackson complains about, with the path, and without the value if it is a secret. */
final class Complaint {
    private static final List<Class<?>> WHOLE =
            List.of(int.class, long.class, short.class, byte.class, Integer.class, Long.class, Short.class, Byte.class);
    private static final List<Class<?>> BROKEN = List.of(double.class, float.class, Double.class, Float.class);

    private final JacksonException misfit;
    private final String path;
    private final Object value;

    Complaint(JacksonException misfit, Map<String, Object> section) {
        this.misfit = misfit;
        var keys = new ArrayList<String>();
        Object node = section;
        if (misfit instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                String key = keyOf(node, step);
                keys.add(key);
                node = child(node, key);
            }
        }
        this.path = String.join(".", keys);
        this.value = node;
    }

    /** What the module's own code threw. Jackson's exceptions are left out: they quote values. */
    Throwable cause() {
        Throwable cause = misfit.getCause();
        return cause instanceof JacksonException ? null : cause;
    }

    /** A clause without a full stop. */
    String finding() {
        if (misfit instanceof InvalidDefinitionException definition) {
            return "its type '" + definition.getType().toCanonical() + "' can't be filled; let it be a record, a bean"
                    + " with a public no-argument constructor, or a simple type";
        }
        if (cause() != null) {
            return (path.isEmpty() ? "it" : "'" + path + "'") + " is refused by its type: " + said(cause());
        }
        String expected = misfit instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? expected(mismatch.getTargetType())
                : "a value in the range of its type";
        return (path.isEmpty() ? "it" : "'" + path + "'") + " must be " + expected + ", but is " + found();
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message.replaceAll("[.\\s]+$", "");
    }

    private static String expected(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number in the range of '" + type.getSimpleName().toLowerCase(Locale.ROOT) + "'";
        }
        if (BROKEN.contains(type) || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return Durations.EXPECTED;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a single value";
        }
        return type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type)
                ? "a '" + type.getName() + "'"
                : "a map of keys";
    }

    private String found() {
        if (value instanceof Map) {
            return "a map of keys";
        }
        if (value instanceof List) {
            return "a list";
        }
        return "'" + (Secrets.isSecret(path) ? Secrets.MASK : value) + "'";
    }

    /** The key as it is written in the configuration; Jackson names the component it stands for. */
    private static String keyOf(Object node, JsonMappingException.Reference step) {
        String name = step.getFieldName();
        if (name == null) {
            return String.valueOf(step.getIndex());
        }
        return node instanceof Map<?, ?> map && !map.containsKey(name)
                ? map.keySet().stream()
                        .map(Object::toString)
                        .filter(key -> key.replaceAll("[-_]", "").equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(name)
                : name;
    }

    private static Object child(Object node, String key) {
        if (node instanceof Map<?, ?> map) {
            return map.get(key);
        }
        int index = node instanceof List ? Integer.parseInt(key) : -1;
        return index >= 0 && index < ((List<?>) node).size() ? ((List<?>) node).get(index) : null;
    }
}
