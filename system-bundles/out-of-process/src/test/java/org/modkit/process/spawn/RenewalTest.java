// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modkit.process.exit.Cause;

/** What becomes of children when things around them change. */
@Timeout(60)
class RenewalTest extends PlayedFleet {
    @Test
    void replacesChildrenOneAfterTheOtherWhenTheHubHasMoved() throws Exception {
        around.configuration.put("modules.calc.runtime.instances", 2L);
        var up = up();
        ready(0);
        ready(1);
        assertDone(up);
        around.hub = Optional.empty();
        fleet.stirred();
        turns.run();
        assertThat(backend.children).allMatch(child -> child.stops.isEmpty());

        around.hub = Optional.of(URI.create("http://127.0.0.1:2"));
        fleet.stirred();
        turns.run();
        assertThat(backend.children.get(0).stops).hasSize(1);
        assertThat(backend.children.get(1).stops).isEmpty();
        assertThat(trouble()).startsWith("1 of 2 instances can be called. What the children were told has changed");
        backend.children.get(0).ends(143, Cause.STOPPED);
        turns.run();
        assertThat(backend.children).hasSize(3);
        assertThat(backend.children.get(1).stops).isEmpty();
        ready(2);
        assertThat(backend.children.get(1).stops).hasSize(1);
        backend.children.get(1).ends(143, Cause.STOPPED);
        turns.run();
        ready(3);

        assertThat(trouble()).isEmpty();
        assertThat(place()).doesNotContain("restart").contains("last exit: stopped");
        assertThat(backend.last().start.surroundings().directory()).contains("http://127.0.0.1:2");
    }

    @Test
    void replacesAChildWhenADatabaseHasMovedButNotForALog() throws Exception {
        around.configuration.put("database.servers.main.password", "a");
        around.configuration.put("modules.calc.database.server", "main");
        var up = up();
        ready(0);
        assertDone(up);
        around.configuration.put("logging.default.console_level", "debug");
        around.configuration.put("database.servers.other.password", "b");
        fleet.reconfigured();
        turns.run();
        assertThat(backend.last().stops).isEmpty();

        around.configuration.put("database.servers.main.password", "b");
        fleet.reconfigured();
        turns.run();
        assertThat(backend.last().stops).hasSize(1);
        dies(0, 143);
        ready(1);

        assertThat(trouble()).isEmpty();
        assertThat(backend.children).hasSize(2);
    }

    @Test
    void waitsForAHubButNotForEver() throws Exception {
        around.hub = Optional.empty();
        var up = up();
        assertThat(trouble()).startsWith("Module 'calc' is to run in a process of its own, which needs the gRPC hub");
        turns.pass(Duration.ofSeconds(30));
        assertThat(refusal(up)).contains("but they are not running");
    }

    @Test
    void goesOnWhenTheHubHasCome() throws Exception {
        around.hub = Optional.empty();
        var up = up();
        around.hub = Optional.of(URI.create("http://127.0.0.1:3"));
        fleet.stirred();
        turns.run();
        ready(0);
        assertDone(up);
    }

    @Test
    void letsChildrenInAgainWhenSomebodyElseDoesThat() throws Exception {
        up();
        var other = new PlayedDirectory();

        fleet.admits(other);
        turns.run();

        assertThat(other.admitted).containsOnlyKeys(backend.last().id());
        assertThat(other.tokens).isEqualTo(around.directory.tokens);
    }
}
