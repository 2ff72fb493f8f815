// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import org.modkit.shell.print.Json;

/** What became of a lock, for machines. */
final class ReleasedLock {
    private ReleasedLock() {}

    static String json(String module, String sentence) {
        return Json.object(json -> {
            json.writeStringField("module", module);
            json.writeStringField("text", sentence);
        });
    }
}
