// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was migrated can be collected when its bundle is gone. */
class ForgetTest {
    @TempDir
    Path folder;

    @Test
    void nothingKeepsTheClassesOfAModuleInMemory() throws Exception {
        compile("Late", "extends org.modkit.database.migrate.NoChange { public void setName(String name) {} }");
        Target target = Databases.file(folder.resolve("database"));

        WeakReference<ClassLoader> loader = migrate(target);

        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (loader.get() != null && Instant.now().isBefore(end)) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    /** Makes a class that is not on the test's own class path. */
    private void compile(String name, String body) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), "public class " + name + " " + body);
        int problems = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.resolve("classes").toString(),
                        source.toString());
        assertThat(problems).isZero();
    }

    private WeakReference<ClassLoader> migrate(Target target) throws Exception {
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader module = new URLClassLoader(classes, getClass().getClassLoader())) {
            ChangeLog log = new Folder(folder.resolve("bundle"), module)
                    .with(
                            "db/log.yaml",
                            "databaseChangeLog:",
                            "- changeSet: {id: 1, author: ann, changes: [{customChange: {class: Late, param: {name: name,"
                                    + " value: x}}}]}")
                    .log("ledger", "db/log.yaml");
            assertThat(new Migrator().migrate(log, target, sentence -> {}).problem())
                    .isEmpty();
            assertThat(new Migrator().status(log, target).applied()).hasSize(1);
            return new WeakReference<>(module);
        }
    }
}
