// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.status.ModuleState;
import org.osgi.framework.Bundle;

/** A framework in which a healthy module must come through all that others do. */
class Neighborhood {
    @TempDir
    Path cache;

    Host host;
    Bundle bad;

    /** A healthy module stands by and must come through it all untouched. */
    @BeforeEach
    void open() throws Exception {
        host = new Host(cache).release();
        Host.offer(host.bundle("good"), "good", host.script("good"));
        bad = host.bundle("bad");
        host.settled();
    }

    @AfterEach
    void close() throws Exception {
        assertThat(host.state("good")).contains(ModuleState.RUNNING);
        assertThat(host.calls.stream().filter(call -> call.endsWith(" good")))
                .containsExactly("init good", "start good");
        host.close();
        assertThat(ourThreads()).isEmpty();
    }

    static Set<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("modkit-") && !name.equals("modkit-hook") || name.contains(" bad"))
                .collect(Collectors.toSet());
    }

    String reasonOf(String module) throws Exception {
        return host.status(module).reason();
    }
}
