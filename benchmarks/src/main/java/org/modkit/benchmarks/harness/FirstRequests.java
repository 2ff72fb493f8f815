// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import org.modkit.benchmarks.rest.ServerProcess;
import org.modkit.benchmarks.rest.Who;

/** How long it takes until the first answer, each time in a new process. */
final class FirstRequests {
    private FirstRequests() {}

    static List<Row> run(int processes) throws IOException {
        var samples = new Samples();
        for (int round = 0; round < processes; round++) {
            for (Who who : List.of(Who.BARE, Who.MODKIT)) {
                try (var server = new ServerProcess(who, true)) {
                    long[] start = server.start();
                    samples.note(who.label(), "start to listening", start[0]);
                    samples.note(who.label(), "start to first 200", start[1]);
                    samples.note(who.label(), "process to first 200", start[2]);
                }
            }
        }
        return samples.rows("first-request", 1);
    }
}
