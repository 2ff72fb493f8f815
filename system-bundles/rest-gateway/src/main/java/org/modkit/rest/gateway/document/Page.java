// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.modkit.rest.gateway.problem.Json;

/**
 * What is answered at one path of the gateway's own.
 *
 * @param status the status code
 * @param headers what it says of its content, and what clients may keep
 * @param body its content
 */
record Page(int status, Map<String, String> headers, byte[] body) {
    static Page json(Object value) {
        return changing("application/json", Json.bytes(value));
    }

    static Page changing(String type, byte[] body) {
        return of(type, body, "no-store");
    }

    /** One that is the same until there is another version of this bundle. */
    static Page lasting(String type, byte[] body) {
        return of(type, body, "public, max-age=3600");
    }

    private static Page of(String type, byte[] body, String caching) {
        return new Page(HttpStatus.OK_200, Map.of("Content-Type", type, "Cache-Control", caching), body);
    }

    /** Leads to another path. */
    static Page elsewhere(String path) {
        return new Page(HttpStatus.FOUND_302, Map.of("Location", path, "Cache-Control", "no-store"), new byte[0]);
    }
}
