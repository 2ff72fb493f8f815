// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.modkit.benchmarks.migration.ChangeLogs;
import org.modkit.benchmarks.migration.Homes;
import org.modkit.benchmarks.migration.LiquibaseAlone;
import org.modkit.benchmarks.migration.Migrating;
import org.modkit.benchmarks.migration.ModkitMigrations;

/** One migration in a process that has done nothing before. */
final class OneMigration {
    private OneMigration() {}

    /**
     * What a process measured.
     *
     * @param name the contender's name
     * @param nanos what its migration took
     */
    record Answer(String name, long nanos) {}

    /** Starts a process and returns what it measured. */
    static Answer inProcess(String contender, ChangeLogs logs, Homes home) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.config.file=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                OneMigration.class.getName(),
                contender,
                Integer.toString(logs.modules()),
                Integer.toString(logs.changeSets()),
                home.folder().toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0 || !said.contains("|")) {
            throw new IllegalStateException("The process that was to measure " + contender + " said: " + said);
        }
        String[] parts = said.substring(said.lastIndexOf('\n') + 1).split("\\|");
        return new Answer(parts[0], Long.parseLong(parts[1]));
    }

    /**
     * Measures.
     *
     * @param args the contender, the numbers of modules and change sets, the folder for databases
     * @throws Exception if it fails
     */
    public static void main(String[] args) throws Exception {
        // Threads of the framework would keep a failed process alive.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        var logs = new ChangeLogs(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        var home = new Homes(Path.of(args[3]));
        Migrating contender = args[0].equals("liquibase")
                ? new LiquibaseAlone(logs)
                : new ModkitMigrations(logs, args[0].equals("modkit"));
        contender.fresh(home);
        long start = System.nanoTime();
        contender.migrate();
        long took = System.nanoTime() - start;
        contender.down();
        contender.close();
        if (!args[0].equals("modkit-without")) {
            home.check(logs, contender.name());
        }
        System.out.println(contender.name() + "|" + took);
        System.exit(0);
    }
}
