// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.mount.Mount;
import org.modkit.rest.gateway.mount.Mounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The document of all modules (OpenAPI 3.1). Each module is read once, when somebody first asks for the document after it
 * has come.
 */
final class ApiDocument {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();
    private static final ObjectWriter YAML = new YAMLMapper().writer();

    private final Settings settings;
    private final Mounts mounts;
    /** Not a monitor, which would hold on to the carrier of a virtual thread while a module is read. */
    private final ReentrantLock reading = new ReentrantLock();

    /** What each mount says; guarded by the lock. */
    private final Map<Mount, ObjectNode> parts = new HashMap<>();

    ApiDocument(Settings settings, Mounts mounts) {
        this.settings = settings;
        this.mounts = mounts;
    }

    Page json() {
        return page("application/json", JSON);
    }

    Page yaml() {
        return page("application/yaml", YAML);
    }

    private Page page(String type, ObjectWriter writer) {
        try {
            return Page.changing(type, writer.writeValueAsString(merged()).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private ObjectNode merged() {
        reading.lock();
        try {
            List<Mount> open = mounts.open().toList();
            parts.keySet().retainAll(open);
            var merge = new Merge(settings);
            for (Mount mount : open) {
                merge.add(mount, parts.computeIfAbsent(mount, ApiDocument::read));
            }
            return merge.document();
        } finally {
            reading.unlock();
        }
    }

    /** A module that can't be described is no reason to describe none. */
    private static ObjectNode read(Mount mount) {
        try {
            return ModuleReader.read(mount.types());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "The REST resources of module '{}' can't be described. They are missing in the document.",
                    mount.module(),
                    e);
            return new ObjectMapper().createObjectNode();
        }
    }
}
