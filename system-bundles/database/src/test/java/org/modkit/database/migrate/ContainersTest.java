// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.database.MigrationReport;
import org.postgresql.ds.PGSimpleDataSource;

/** Several containers that start at the same time on one database: copies of all our classes and of Liquibase. */
class ContainersTest {
    @RegisterExtension
    static final Postgres SERVER = new Postgres();

    @TempDir
    Path bundle;

    @RepeatedTest(5)
    void eachChangeSetIsAppliedOnceThoughTheTablesAreNotThereYet() throws Exception {
        Target target = SERVER.create();
        String url = SERVER.url(target);
        new Folder(bundle)
                .withSql(
                        "db/log.sql",
                        "1: create table a (id int)",
                        "2: insert into a select 2 from pg_sleep(0.3)",
                        "3: insert into a values (3)");

        try (Copy first = new Copy();
                Copy second = new Copy();
                Copy third = new Copy()) {
            List<String> problems = Parallel.run(
                    first.container(url, bundle), second.container(url, bundle), third.container(url, bundle));

            assertThat(problems)
                    .containsExactlyInAnyOrder("applied 3, skipped 0", "applied 0, skipped 3", "applied 0, skipped 3");
        }
        assertThat(Databases.ask(target, "select id from a order by id")).containsExactly("2", "3");
    }

    /** Everything on the class path once more, but for what the test itself talks with. */
    private static final class Copy extends URLClassLoader {
        Copy() {
            super(urls(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] urls() {
            return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                    .map(entry -> {
                        try {
                            return Path.of(entry).toUri().toURL();
                        } catch (MalformedURLException e) {
                            throw new IllegalArgumentException(e);
                        }
                    })
                    .toArray(URL[]::new);
        }

        @SuppressWarnings("unchecked")
        Callable<String> container(String url, Path bundle) throws IOException {
            try {
                return (Callable<String>) loadClass(Container.class.getName())
                        .getConstructor(String.class, Path.class)
                        .newInstance(url, bundle);
            } catch (ReflectiveOperationException e) {
                throw new IOException(e);
            }
        }
    }

    /** What runs in a copy. */
    public static final class Container implements Callable<String> {
        private final String url;
        private final Path bundle;

        /** Called by reflection. */
        public Container(String url, Path bundle) {
            this.url = url;
            this.bundle = bundle;
        }

        @Override
        public String call() throws Exception {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            MigrationReport report = new Migrator()
                    .migrate(new Folder(bundle).log("ledger", "db/log.sql"), Databases.target(source), sentence -> {});
            return report.problem().isEmpty()
                    ? "applied " + report.applied().size() + ", skipped " + report.skipped()
                    : report.problem();
        }
    }
}
