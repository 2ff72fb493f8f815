// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.util.List;

/** The explanation of one module for machines, schema 1. */
public final class WhyJson {
    private WhyJson() {}

    /**
     * Writes the explanation.
     *
     * @param module the name that was asked about
     * @param sentences the answer
     * @return one line
     */
    public static String of(String module, List<String> sentences) {
        return Json.object(json -> {
            json.writeStringField("module", module);
            json.writeArrayFieldStart("sentences");
            for (String sentence : sentences) {
                json.writeString(sentence);
            }
            json.writeEndArray();
        });
    }
}
