// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.modkit.rest.gateway.config.Bounds;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.route.Access;
import org.modkit.rest.gateway.route.Access.Rule;

/** On what terms an operation can be called: by whom, and how often. */
final class Terms {
    /** How the document calls the one way to say who calls. */
    static final String SCHEME = "bearerAuth";

    private final Settings settings;

    Terms(Settings settings) {
        this.settings = settings;
    }

    /** The way, for the document's components. */
    static void scheme(ObjectNode schemes) {
        schemes.putObject(SCHEME)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "A token, in the header 'Authorization'. A plugin decides which are good.");
    }

    /** Puts in the place of what its author says what that comes to. */
    void tell(ObjectNode operation, String module) {
        JsonNode said = operation.remove(AuthorsWords.MEMBER);
        if (said == null) {
            return;
        }
        var roles = new ArrayList<String>();
        said.get("roles").forEach(role -> roles.add(role.asText()));
        var access = new Access(Rule.valueOf(said.get("rule").asText()), Set.copyOf(roles));
        if (access.rule() == Rule.NOBODY || access.needsCaller(settings.auth().required())) {
            secure(operation, List.copyOf(access.roles()));
        }
        if (settings.rate().enabled()) {
            var authors = new Bounds(
                    said.get("rps").asInt(),
                    said.get("burst").asInt(),
                    said.get("inFlight").asInt());
            bound(operation, settings.rate().of(module, authors));
        }
    }

    private static void secure(ObjectNode operation, List<String> roles) {
        // What an author has said of security in the document's own words stays.
        if (!operation.has("security")) {
            ArrayNode security = operation.putArray("security");
            if (roles.isEmpty()) {
                security.addObject().putArray(SCHEME);
            }
            roles.forEach(role -> security.addObject().putArray(SCHEME).add(role));
        }
        if (!roles.isEmpty()) {
            String before = operation.path("description").asText("");
            String sentence = "Callers need one of the roles `" + String.join("`, `", roles) + "`.";
            operation.put("description", before.isEmpty() ? sentence : before + "\n\n" + sentence);
        }
        ObjectNode responses = operation.withObjectProperty("responses");
        problem(responses, HttpStatus.UNAUTHORIZED_401, "The credentials are missing or not accepted");
        problem(responses, HttpStatus.FORBIDDEN_403, "The caller may not do this");
    }

    private static void problem(ObjectNode responses, int status, String description) {
        if (!responses.has(String.valueOf(status))) {
            Merge.problem(responses, String.valueOf(status), description);
        }
    }

    private static void bound(ObjectNode operation, Bounds bounds) {
        if (bounds.hasRate()) {
            operation.put("x-rate-limit-rps", bounds.rps());
            operation.put("x-rate-limit-burst", bounds.burst());
        }
        if (bounds.hasInFlight()) {
            operation.put("x-in-flight-limit", bounds.inFlight());
        }
    }
}
