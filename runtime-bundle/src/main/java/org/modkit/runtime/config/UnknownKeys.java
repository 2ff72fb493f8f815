// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds all keys of a tree that its type has no place for.
 *
 * <p>Jackson by itself would report the first one only, and of a record only after its constructor has run.
 */
final class UnknownKeys {
    private final JsonMapper mapper;
    private final List<String> findings = new ArrayList<>();

    UnknownKeys(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** A clause for each unknown key, sorted. */
    List<String> in(Map<String, Object> section, Class<?> type) {
        walk(section, mapper.constructType(type), "");
        return findings.stream().sorted().toList();
    }

    private void walk(Object node, JavaType type, String path) {
        if (node instanceof List<?> list && type.isContainerType() && !type.isMapLikeType()) {
            for (int index = 0; index < list.size(); index++) {
                walk(list.get(index), type.getContentType(), path + "." + index);
            }
        } else if (node instanceof Map<?, ?> map && type.isMapLikeType()) {
            map.forEach((key, value) -> walk(value, type.getContentType(), path + "." + key));
        } else if (node instanceof Map<?, ?> map && hasKnownKeys(type)) {
            Map<String, JavaType> known = knownTo(type);
            map.forEach((key, value) -> {
                JavaType next = known.get(key.toString());
                if (next == null) {
                    findings.add(finding(path + "." + key, key.toString(), type));
                } else {
                    walk(value, next, path + "." + key);
                }
            });
        }
    }

    private static boolean hasKnownKeys(JavaType type) {
        return type.isConcrete()
                && !type.isContainerType()
                && !type.isJavaLangObject()
                && !type.isPrimitive()
                && !type.isEnumType()
                && !type.getRawClass().getName().startsWith("java.");
    }

    private Map<String, JavaType> knownTo(JavaType type) {
        var known = new HashMap<String, JavaType>();
        for (BeanPropertyDefinition property : properties(type)) {
            known.put(property.getName(), property.getPrimaryType());
            for (PropertyName alias : property.findAliases()) {
                known.put(alias.getSimpleName(), property.getPrimaryType());
            }
        }
        return known;
    }

    private List<BeanPropertyDefinition> properties(JavaType type) {
        BeanDescription description = mapper.getDeserializationConfig().introspect(type);
        return description.findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .toList();
    }

    private String finding(String path, String key, JavaType type) {
        var names = new TreeSet<String>();
        properties(type).forEach(property -> names.add(property.getName()));
        return "key '" + path.substring(1) + "' is unknown, "
                + Nearest.to(key.replaceAll("[-_]", ""), names)
                        .map(nearest -> "the nearest known one is '" + nearest + "'")
                        .orElse(names.isEmpty() ? "there are none" : "known are '" + String.join("', '", names) + "'");
    }
}
