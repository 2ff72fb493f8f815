// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.mount.Mount;
import org.modkit.rest.gateway.problem.Problem;

/**
 * Puts the documents of modules into one. Names of one module never meet those of another: schemas, other components and
 * operation ids get the module's name before theirs, whether or not another module has the same.
 */
final class Merge {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String COMPONENTS = "#/components/";
    private static final String PROBLEM = "Problem";

    private final ObjectNode document = new ObjectMapper().createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode components;
    private final ArrayNode tags;
    private final Terms terms;

    Merge(Settings all) {
        Settings.Documents settings = all.documents();
        terms = new Terms(all);
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", settings.title());
        if (!settings.description().isEmpty()) {
            info.put("description", settings.description());
        }
        info.put("version", settings.version());
        tags = document.putArray("tags");
        paths = document.putObject("paths");
        components = document.putObject("components");
        components.putObject("schemas").set(PROBLEM, problem());
        Terms.scheme(components.putObject("securitySchemes"));
    }

    ObjectNode document() {
        return document;
    }

    void add(Mount mount, ObjectNode part) {
        ObjectNode own = part.deepCopy();
        rename(own, mount.module());
        tags.addObject().put("name", mount.module()).put("description", "Module " + mount.module());
        for (Map.Entry<String, JsonNode> path : own.path("paths").properties()) {
            path.getValue().properties().forEach(operation -> {
                if (METHODS.contains(operation.getKey())) {
                    complete((ObjectNode) operation.getValue(), mount.module());
                }
            });
            paths.set(mount.path() + (path.getKey().equals("/") ? "" : path.getKey()), path.getValue());
        }
        own.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(component -> components
                                .withObjectProperty(kind.getKey())
                                .set(mount.module() + "." + component.getKey(), component.getValue())));
        own.path("tags").forEach(tags::add);
    }

    private void complete(ObjectNode operation, String module) {
        if (operation.has("operationId")) {
            operation.put(
                    "operationId", module + "." + operation.get("operationId").asText());
        }
        if (operation.path("tags").isEmpty()) {
            operation.putArray("tags").add(module);
        }
        terms.tell(operation, module);
        ObjectNode responses = operation.withObjectProperty("responses");
        responses.forEach(response -> {
            if (response.path("description").asText().equals("default response")) {
                ((ObjectNode) response).put("description", "The answer");
            }
        });
        if (!responses.has("default")) {
            problem(responses, "default", "What went wrong");
        }
    }

    static void problem(ObjectNode responses, String status, String description) {
        ObjectNode response = responses.putObject(status);
        response.put("description", description);
        response.putObject("content")
                .putObject(Problem.TYPE)
                .putObject("schema")
                .put("$ref", COMPONENTS + "schemas/" + PROBLEM);
    }

    /** References to components, and the names of security schemes, which are references as well. */
    private static void rename(JsonNode node, String module) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue() instanceof TextNode text && text.asText().startsWith(COMPONENTS)) {
                    field.setValue(TextNode.valueOf(renamed(text.asText(), module)));
                } else if (field.getKey().equals("security") && field.getValue() instanceof ArrayNode required) {
                    required.forEach(schemes -> renameKeys((ObjectNode) schemes, module));
                } else {
                    rename(field.getValue(), module);
                }
            }
        } else {
            node.forEach(element -> rename(element, module));
        }
    }

    private static void renameKeys(ObjectNode schemes, String module) {
        ObjectNode before = schemes.deepCopy();
        schemes.removeAll();
        before.properties()
                .forEach(each -> schemes.set(
                        each.getKey().equals(Terms.SCHEME) ? Terms.SCHEME : module + "." + each.getKey(),
                        each.getValue()));
    }

    private static String renamed(String reference, String module) {
        int name = reference.indexOf('/', COMPONENTS.length()) + 1;
        return reference.substring(0, name) + module + "." + reference.substring(name);
    }

    private static ObjectNode problem() {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.put("type", "object");
        schema.put("description", "What went wrong with a request (RFC 9457)");
        ObjectNode members = schema.putObject("properties");
        for (String text : new String[] {"type", "title", "detail", "instance", "request_id", "trace_id"}) {
            members.putObject(text).put("type", "string");
        }
        members.putObject("status").put("type", "integer").put("format", "int32");
        ObjectNode error = members.putObject("errors").put("type", "array").putObject("items");
        error.put("type", "object");
        ObjectNode fields = error.putObject("properties");
        fields.putObject("field").put("type", "string");
        fields.putObject("message").put("type", "string");
        return schema;
    }
}
