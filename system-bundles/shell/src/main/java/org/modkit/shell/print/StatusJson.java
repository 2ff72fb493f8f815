// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.api.status.RuntimeStatus;

/** The status for machines, schema 1. */
public final class StatusJson {
    private StatusJson() {}

    /**
     * Writes the status.
     *
     * @param status what to write
     * @return one line
     */
    public static String of(RuntimeStatus status) {
        return Json.object(json -> {
            json.writeBooleanField("ready", status.ready());
            json.writeArrayFieldStart("modules");
            for (ModuleStatus module : status.modules()) {
                json.writeStartObject();
                module(json, module);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void module(JsonGenerator json, ModuleStatus module) throws IOException {
        json.writeStringField("name", module.name());
        json.writeStringField("state", module.state().name());
        json.writeStringField("phase", module.phase().map(Enum::name).orElse(null));
        json.writeBooleanField("system", module.system());
        json.writeArrayFieldStart("capabilities");
        for (String capability : module.capabilities()) {
            json.writeString(capability);
        }
        json.writeEndArray();
        needs(json, module);
        json.writeFieldName("bundle");
        bundle(json, module.bundle());
        json.writeStringField("since", module.since().toString());
        json.writeNumberField("restarts", module.restarts());
        if (!module.place().isEmpty()) {
            json.writeStringField("place", module.place());
        }
        json.writeStringField("reason", module.reason().isEmpty() ? null : module.reason());
    }

    private static void needs(JsonGenerator json, ModuleStatus module) throws IOException {
        json.writeArrayFieldStart("needs");
        for (NeedStatus need : module.needs()) {
            json.writeStartObject();
            json.writeStringField("module", need.module());
            json.writeStringField("range", need.range());
            json.writeBooleanField("optional", need.optional());
            json.writeBooleanField("satisfied", need.satisfied());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void bundle(JsonGenerator json, BundleRef bundle) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbolicName", bundle.symbolicName());
        json.writeStringField("version", bundle.version());
        json.writeNumberField("id", bundle.id());
        json.writeEndObject();
    }
}
