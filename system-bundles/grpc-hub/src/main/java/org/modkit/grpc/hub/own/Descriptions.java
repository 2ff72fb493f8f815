// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.own;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of descriptions, found by what is in them. Modules bring their own copies of common files, maybe of different
 * versions: the first is the one that is shown, and a service is always found in its own.
 */
final class Descriptions {
    private final List<String> services;
    private final Map<String, FileDescriptor> files = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> symbols = new LinkedHashMap<>();
    private final Map<String, SortedMap<Integer, FileDescriptor>> extensions = new LinkedHashMap<>();

    Descriptions(List<ServerServiceDefinition> definitions) {
        services = definitions.stream()
                .map(each -> each.getServiceDescriptor().getName())
                .sorted()
                .toList();
        var found = new ArrayList<FileDescriptor>();
        for (ServerServiceDefinition each : definitions) {
            if (each.getServiceDescriptor().getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier described) {
                FileDescriptor file = described.getFileDescriptor();
                found.add(file);
                symbols.put(each.getServiceDescriptor().getName(), file);
            }
        }
        found.forEach(this::add);
    }

    private void add(FileDescriptor file) {
        if (files.putIfAbsent(file.getName(), file) != null) {
            // Another copy of the file may have services that the first has not.
            file.getServices().forEach(service -> add(service, file));
            return;
        }
        file.getServices().forEach(service -> add(service, file));
        file.getMessageTypes().forEach(message -> add(message, file));
        file.getEnumTypes().forEach(type -> add(type, file));
        add(file.getExtensions(), file);
        file.getDependencies().forEach(this::add);
    }

    private void add(ServiceDescriptor service, FileDescriptor file) {
        symbols.putIfAbsent(service.getFullName(), file);
        service.getMethods().forEach(method -> symbols.putIfAbsent(method.getFullName(), file));
    }

    private void add(Descriptor message, FileDescriptor file) {
        symbols.putIfAbsent(message.getFullName(), file);
        message.getFields().forEach(field -> symbols.putIfAbsent(field.getFullName(), file));
        message.getNestedTypes().forEach(nested -> add(nested, file));
        message.getEnumTypes().forEach(type -> add(type, file));
        add(message.getExtensions(), file);
    }

    private void add(EnumDescriptor type, FileDescriptor file) {
        symbols.putIfAbsent(type.getFullName(), file);
    }

    private void add(List<FieldDescriptor> found, FileDescriptor file) {
        for (FieldDescriptor extension : found) {
            symbols.putIfAbsent(extension.getFullName(), file);
            extensions
                    .computeIfAbsent(extension.getContainingType().getFullName(), type -> new TreeMap<>())
                    .putIfAbsent(extension.getNumber(), file);
        }
    }

    List<String> services() {
        return services;
    }

    FileDescriptor named(String file) {
        return files.get(file);
    }

    FileDescriptor with(String symbol) {
        return symbols.get(symbol);
    }

    FileDescriptor withExtension(String type, int number) {
        return extensionsOf(type).get(number);
    }

    /** Returns numbers of extensions, none if there is none, or {@code null} if there is no such message. */
    Collection<Integer> extensionNumbers(String type) {
        return symbols.containsKey(type) ? extensionsOf(type).keySet() : null;
    }

    private SortedMap<Integer, FileDescriptor> extensionsOf(String type) {
        return extensions.getOrDefault(type, Collections.emptySortedMap());
    }

    /** A file and whatever it needs, each once. */
    static Collection<FileDescriptor> closure(FileDescriptor file) {
        var found = new LinkedHashMap<String, FileDescriptor>();
        gather(file, found);
        return found.values();
    }

    private static void gather(FileDescriptor file, Map<String, FileDescriptor> found) {
        if (found.putIfAbsent(file.getName(), file) == null) {
            file.getDependencies().forEach(needed -> gather(needed, found));
        }
    }
}
