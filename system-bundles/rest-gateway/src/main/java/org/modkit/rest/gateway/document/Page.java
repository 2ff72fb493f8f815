// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import org.modkit.rest.gateway.problem.Json;

/**
 * What is answered at one path of the gateway's own.
 *
 * @param type its content type
 * @param body its content
 * @param caching what clients may keep
 */
record Page(String type, byte[] body, String caching) {
    private static final String CHANGES = "no-store";

    static Page json(Object value) {
        return new Page("application/json", Json.bytes(value), CHANGES);
    }

    static Page changing(String type, byte[] body) {
        return new Page(type, body, CHANGES);
    }
}
