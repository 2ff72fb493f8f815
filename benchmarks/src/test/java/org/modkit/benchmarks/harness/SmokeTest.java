// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.benchmarks.graph.Graph;
import org.modkit.benchmarks.migration.ChangeLogs;

/** Whether the experiments run at all; how fast is not asked here. */
class SmokeTest {
    private static final Rounds ONCE = new Rounds(1, 1);
    private static final int SIZE = 50;

    private final Results results = new Results(new PrintStream(OutputStream.nullOutputStream()));
    private final Main main = new Main(results);

    @Test
    void everybodyTakesTheSameGraphUpAndDownInOrder(@TempDir Path folder) throws Exception {
        main.graph(SIZE, ONCE, true);

        assertThat(results.rows())
                .extracting(row -> row.contender() + " " + row.measure())
                .contains("ModKit up", "ModKit AT_ONCE", "ModKit ONE_BY_ONE", "engine up", "SCR up", "registry up");
        results.write(folder.resolve("results.json"));
        assertThat(Files.readString(folder.resolve("results.json"))).contains("\"contender\":\"ModKit\"");
    }

    @Test
    void oneModuleIsReplacedWithThoseThatNeedIt() throws Exception {
        main.replace(SIZE, ONCE);

        assertThat(results.rows()).extracting(Row::contender).contains("ModKit", "engine");
    }

    @Test
    void sleepersTakeNoLessThanTheirLongestChain() throws Exception {
        Graph graph = Graph.sleeping(SIZE, Main.SEED, new Graph.Sleep(1, 1, 2));

        var rows = new Sleepers(graph, 8).run(ONCE);

        assertThat(rows.get(0).sample().medianNanos())
                .isGreaterThanOrEqualTo(rows.get(1).sample().medianNanos());
    }

    @Test
    void everybodyMigratesTheSameDatabases() throws Exception {
        main.migrations(new ChangeLogs(2, 2), ONCE, 0);

        assertThat(results.rows())
                .extracting(row -> row.contender() + " " + row.measure())
                .contains("Liquibase first run", "Liquibase up to date", "ModKit first run", "ModKit up to date");
    }

    @Test
    void everybodyServesTheSameResource() throws Exception {
        var once = new RestLoads(2, Duration.ofMillis(50), Duration.ofMillis(50));

        main.rest(once, ONCE);

        assertThat(results.rows())
                .extracting(Row::contender)
                .contains("Jetty + Jersey", "ModKit", "ModKit, no access log", "ModKit, no access log, no limits");
        assertThat(results.rows())
                .allSatisfy(row -> assertThat(row.sample().medianNanos()).isNotNegative());
    }

    @Test
    void modulesAreMountedOneAfterTheOther() throws Exception {
        main.mounts(3, 1);

        assertThat(results.rows())
                .extracting(row -> row.contender() + " " + row.measure())
                .contains("ModKit all of them", "ModKit one more", "ModKit, no REST all of them");
    }

    @Test
    void everybodyCallsTheSameMethod() throws Exception {
        var once = new GrpcLoads(2, Duration.ofMillis(50), Duration.ofMillis(50));

        main.grpc(once, ONCE);

        assertThat(results.rows()).extracting(Row::contender).contains("grpc-java", "ModKit's hub", "ModKit");
        assertThat(results.rows())
                .allSatisfy(row -> assertThat(row.sample().medianNanos()).isNotNegative());
    }
}
